import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** What was answered to a command. */
export interface CommandAnswer {
  readonly status: number;
  /** JSON text of the body. */
  readonly body: string;
}

/** Answers to commands by the command's id: the same command again gets the same answer and does nothing. */
export interface CommandLog {
  find(id: string): CommandAnswer | undefined;
  /** To be called in the transaction that does what the command asks. */
  keep(command: { id: string; type: string; receivedAt: string; answer: CommandAnswer }): void;
}

const row = z.object({ status: z.number(), body: z.string() });

/** The commands that this ERP has taken. */
export function openCommandLog(db: DatabaseSync): CommandLog {
  const find = db.prepare('select status, answer as body from commands where id = ?');
  const keep = db.prepare('insert into commands (id, received_at, type, status, answer) values (?, ?, ?, ?, ?)');
  return {
    find(id) {
      const found = find.get(id);
      return found && row.parse(found);
    },
    keep({ id, type, receivedAt, answer }) {
      keep.run(id, receivedAt, type, answer.status, answer.body);
    },
  };
}
