import type { SQLOutputValue } from 'node:sqlite';
import type { DeadLetter, DeadLetters } from '../../shared/ports/dead-letters.ts';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';
import type { QueueName } from '../../shared/ports/queue.ts';
import type { LocalDatabase } from '../store/database.ts';
import { appendMessage } from './append-message.ts';
import type { QueueContext } from './queue-context.ts';

/** The dead letters of the local queues. `onRedriven` is told of each message that is back in its queue. */
export function createSqliteDeadLetters(options: {
  database: LocalDatabase;
  context: QueueContext;
  onRedriven(queue: QueueName): void;
}): DeadLetters {
  const { database, context, onRedriven } = options;
  const { prepare } = context;
  return {
    async list({ limit, cursor }) {
      const after = cursor === undefined ? 0 : sequenceOf(cursor);
      const rows = prepare('select * from dead_letters where sequence > ? order by sequence limit ?').all(
        after,
        limit + 1,
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => letterOf(row)),
        ...(last && rows.length > limit && { next: cursorOf(Number(last.sequence)) }),
      };
    },
    async get(id) {
      const row = prepare('select * from dead_letters where id = ?').get(id);
      return row && letterOf(row);
    },
    async redrive(id) {
      const letter = await database.transact(() => {
        const row = prepare('delete from dead_letters where id = ? returning *').get(id);
        if (!row) return undefined;
        const found = letterOf(row);
        appendMessage(context, found);
        return found;
      });
      if (letter) onRedriven(letter.queue);
      return letter !== undefined;
    },
  };
}

function letterOf(row: Record<string, SQLOutputValue>): DeadLetter {
  return {
    id: String(row.id),
    queue: queueOf(String(row.queue)),
    body: String(row.body),
    ...(row.message_group != null && { group: String(row.message_group) }),
    reason: String(row.reason),
    parkedAt: String(row.parked_at),
  };
}

function queueOf(name: string): QueueName {
  if (name === 'events' || name === 'decisions' || name === 'notifications') return name;
  throw new RangeError(`There is no queue ${name}.`);
}

function cursorOf(sequence: number): string {
  return Buffer.from(`dead-letter-${sequence}`).toString('base64url');
}

function sequenceOf(cursor: string): number {
  const [, digits] = /^dead-letter-(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (digits === undefined || cursorOf(Number(digits)) !== cursor) {
    throw new InvalidCursorError('The cursor does not belong to this list.');
  }
  return Number(digits);
}
