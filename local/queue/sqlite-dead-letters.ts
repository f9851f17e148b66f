import type { Clock } from '../../shared/ports/clock.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';
import type { QueueName } from '../../shared/ports/queue.ts';
import type { LocalDatabase } from '../store/local-database.ts';
import { letterOf } from './letter-row.ts';
import { redriveLetter } from './queue-operations.ts';

/** The dead letters of the local queues. `onRedriven` is told of each message that is back in its queue. */
export function createSqliteDeadLetters(options: {
  database: LocalDatabase;
  clock: Clock;
  onRedriven(queue: QueueName): void;
}): DeadLetters {
  const { database, clock, onRedriven } = options;
  const { prepare } = database;
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
      const row = await database.transact(redriveLetter, { id, now: clock.now() });
      if (row) onRedriven(letterOf(row).queue);
      return row !== undefined;
    },
  };
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
