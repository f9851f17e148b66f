import type { SQLOutputValue } from 'node:sqlite';
import type { DeadLetter } from '../../shared/ports/dead-letters.ts';
import type { QueueName } from '../../shared/ports/queue.ts';

/** A row of `dead_letters` as SQLite gives it. */
export type LetterRow = Record<string, SQLOutputValue>;

/** The dead letter of a row. */
export function letterOf(row: LetterRow): DeadLetter {
  return { ...messageOfLetter(row), reason: String(row.reason), parkedAt: String(row.parked_at) };
}

/** The message that it was. */
export function messageOfLetter(row: LetterRow): { id: string; queue: QueueName; body: string; group?: string } {
  return {
    id: String(row.id),
    queue: queueOf(String(row.queue)),
    body: String(row.body),
    ...(row.message_group != null && { group: String(row.message_group) }),
  };
}

function queueOf(name: string): QueueName {
  if (name === 'events' || name === 'decisions' || name === 'notifications') return name;
  throw new RangeError(`There is no queue ${name}.`);
}
