import type { SQLOutputValue } from 'node:sqlite';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { Mailer, OutgoingMail } from '../../shared/ports/mailer.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import type { Operation } from '../store/operation.ts';
import { linksInMail } from './links-in-mail.ts';

/** The mail box of one machine: takes every mail, and shows it instead of sending it. */
export interface SqliteMailbox extends Mailer {
  /** The newest first, 200 when no limit is given. */
  list(options?: { limit?: number; to?: string }): readonly MailInBox[];
  get(id: string): MailInBox | undefined;
}

/** A mail as `GET /local/mails` shows it. */
export interface MailInBox {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The addresses to which the mail links. */
  readonly links: readonly string[];
  /** ISO 8601 instant. */
  readonly at: string;
  readonly company: string;
}

/** A mail with the idempotency key of an earlier one of the same company takes its place, and its id. */
const MAIL_TABLES: readonly string[] = [
  `create table mails (
    id text primary key,
    company text not null,
    idempotency_key text not null,
    sequence integer not null,
    recipient text not null,
    subject text not null,
    text text not null,
    html text not null,
    sent_at text not null,
    unique (company, idempotency_key)
  ) strict`,
  'create index mails_newest on mails (sequence)',
  'create index mails_of_recipient on mails (recipient, sequence)',
];

const PUT_MAIL = `
  insert into mails (id, company, idempotency_key, sequence, recipient, subject, text, html, sent_at)
  values (?, ?, ?, (select coalesce(max(sequence), 0) + 1 from mails), ?, ?, ?, ?, ?)
  on conflict (company, idempotency_key) do update set
    sequence = excluded.sequence, recipient = excluded.recipient, subject = excluded.subject,
    text = excluded.text, html = excluded.html, sent_at = excluded.sent_at`;

/** Puts a mail into the box. `at` is an ISO 8601 instant. */
export const putMail: Operation<{ mail: OutgoingMail; id: string; at: string }, void> = {
  name: 'mails.put',
  run(prepare, { mail, id, at }) {
    const { company, idempotencyKey, to, subject, text, html } = mail;
    prepare(PUT_MAIL).run(id, company, idempotencyKey, to, subject, text, html, at);
  },
};

/**
 * Keeps mails in the shared database.
 *
 * @param options.baseUrl where the runtime is now: links of mails from before it moved to another port are shown with this address.
 */
export function createSqliteMailbox(options: {
  database: LocalDatabase;
  clock: Clock;
  ids: IdSource;
  baseUrl?(): string;
}): SqliteMailbox {
  const { database, clock, ids, baseUrl } = options;
  database.migrate('mails', MAIL_TABLES);
  const { prepare } = database;
  return {
    send: (mail) => database.transact(putMail, { mail, id: ids.newId(), at: instantOf(clock) }),
    list({ limit = 200, to } = {}) {
      const rows =
        to === undefined
          ? prepare('select * from mails order by sequence desc limit ?').all(limit)
          : prepare('select * from mails where recipient = ? order by sequence desc limit ?').all(to, limit);
      return rows.map((row) => mailOf(row, baseUrl?.()));
    },
    get(id) {
      const row = prepare('select * from mails where id = ?').get(id);
      return row && mailOf(row, baseUrl?.());
    },
  };
}

/** A link page of this machine, as it was addressed when the mail was written. */
const LINK_PAGE = /http:\/\/127\.0\.0\.1:\d+(?=\/approvals\/)/g;

function mailOf(row: Record<string, SQLOutputValue>, baseUrl: string | undefined): MailInBox {
  const moved = (value: SQLOutputValue | undefined): string =>
    baseUrl === undefined ? String(value) : String(value).replace(LINK_PAGE, baseUrl);
  const text = moved(row.text);
  const html = moved(row.html);
  return {
    id: String(row.id),
    to: String(row.recipient),
    subject: String(row.subject),
    text,
    html,
    links: linksInMail({ text, html }),
    at: String(row.sent_at),
    company: String(row.company),
  };
}
