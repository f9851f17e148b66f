import type { QueueContext } from './queue-context.ts';

/** Moves a message to the dead letters. Runs within a transaction. */
export function parkMessage({ prepare, now }: QueueContext, parked: { sequence: number; reason: string }): void {
  prepare(`insert into dead_letters (id, queue, body, message_group, reason, parked_at)
    select id, queue, body, message_group, ?, ? from messages where sequence = ?`).run(
    parked.reason,
    new Date(now).toISOString(),
    parked.sequence,
  );
  prepare('delete from messages where sequence = ?').run(parked.sequence);
}
