import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Entity } from '../records/record-kind.ts';

const outgoingEvent = z.object({
  position: z.number(),
  id: z.string(),
  entity: z.string(),
  number: z.string(),
  type: z.string(),
  body: z.string(),
  createdAt: z.string(),
  status: z.enum(['pending', 'sent', 'failed']),
  attempts: z.number(),
  nextAttemptAt: z.number(),
  lastAnswer: z.string(),
  sentAt: z.string().nullable(),
});

/** An event on its way to Werkstroom. `failed`: refused for good, until a person tries again. */
export type OutgoingEvent = z.infer<typeof outgoingEvent>;

/** Events that are written with the change they tell of, and kept until they are sent. */
export interface Outbox {
  /**
   * To be called in the transaction of the change. The body is sent byte for byte as it is here. Older events of the record that were
   * delayed are due again: somebody is at work on it, and the new one can only follow them.
   */
  append(event: { id: string; entity: Entity; number: string; type: string; body: string; now: number }): void;
  get(id: string): OutgoingEvent | undefined;
  /** The oldest pending event of each record: what may be sent next, and when. */
  heads(): readonly OutgoingEvent[];
  lastOfRecord(entity: Entity, number: string): OutgoingEvent | undefined;
  markSent(id: string, now: number): void;
  /** Tried without success; to be tried again. */
  markDelayed(id: string, attempt: { answer: string; nextAttemptAt: number }): void;
  markFailed(id: string, answer: string): void;
  /** Makes every pending event due now. */
  hurry(now: number): void;
  /** Puts a failed event back, or makes a pending one due now. */
  retry(id: string, now: number): void;
  count(status: OutgoingEvent['status']): number;
  /** Newest first. */
  list(status: OutgoingEvent['status'], limit: number): readonly OutgoingEvent[];
  /** Forgets what was sent long ago. */
  forgetSentBefore(instant: string): void;
}

const COLUMNS = `select position, id, entity, number, type, body, created_at as createdAt, status, attempts,
  next_attempt_at as nextAttemptAt, last_answer as lastAnswer, sent_at as sentAt from outbox`;

/** The outbox in the ERP's own file. */
export function openOutbox(db: DatabaseSync): Outbox {
  const append = db.prepare(
    `insert into outbox (id, entity, number, type, body, created_at, status, next_attempt_at)
     values (?, ?, ?, ?, ?, ?, 'pending', ?)`,
  );
  const hurryRecord = db.prepare(
    `update outbox set next_attempt_at = min(next_attempt_at, ?) where entity = ? and number = ? and status = 'pending'`,
  );
  const hurry = db.prepare(`update outbox set next_attempt_at = ? where status = 'pending'`);
  const get = db.prepare(`${COLUMNS} where id = ?`);
  const heads = db.prepare(
    `${COLUMNS} where position in (select min(position) from outbox where status = 'pending' group by entity, number)
     order by position`,
  );
  const last = db.prepare(`${COLUMNS} where entity = ? and number = ? order by position desc limit 1`);
  const sent = db.prepare(
    `update outbox set status = 'sent', attempts = attempts + 1, sent_at = ?, last_answer = '' where id = ?`,
  );
  const delayed = db.prepare(
    'update outbox set attempts = attempts + 1, last_answer = ?, next_attempt_at = ? where id = ?',
  );
  const failed = db.prepare(
    `update outbox set status = 'failed', attempts = attempts + 1, last_answer = ? where id = ?`,
  );
  const retry = db.prepare(
    `update outbox set status = 'pending', next_attempt_at = ? where id = ? and status in ('failed', 'pending')`,
  );
  const count = db.prepare('select count(*) as count from outbox where status = ?');
  const list = db.prepare(`${COLUMNS} where status = ? order by position desc limit ?`);
  const forget = db.prepare(`delete from outbox where status = 'sent' and sent_at < ?`);
  return {
    append({ id, entity, number, type, body, now }) {
      append.run(id, entity, number, type, body, new Date(now).toISOString(), now);
      hurryRecord.run(now, entity, number);
    },
    get: (id) => outgoingEvent.optional().parse(get.get(id)),
    heads: () => heads.all().map((row) => outgoingEvent.parse(row)),
    lastOfRecord: (entity, number) => outgoingEvent.optional().parse(last.get(entity, number)),
    markSent: (id, now) => void sent.run(new Date(now).toISOString(), id),
    markDelayed: (id, { answer, nextAttemptAt }) => void delayed.run(answer, nextAttemptAt, id),
    markFailed: (id, answer) => void failed.run(answer, id),
    hurry: (now) => void hurry.run(now),
    retry: (id, now) => void retry.run(now, id),
    count: (status) => z.object({ count: z.number() }).parse(count.get(status)).count,
    list: (status, limit) => list.all(status, limit).map((row) => outgoingEvent.parse(row)),
    forgetSentBefore: (instant) => void forget.run(instant),
  };
}
