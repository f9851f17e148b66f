import { isFifo } from '../../shared/adapters/queue/message-rules.ts';
import type { OutgoingMessage, QueueName } from '../../shared/ports/queue.ts';
import type { QueueContext } from './queue-context.ts';

/** Puts a message at the end of its queue. Runs within a transaction. */
export function appendMessage(
  { prepare, now }: QueueContext,
  message: OutgoingMessage & { queue: QueueName; id: string },
): void {
  const { queue, id, body, group, deduplicationId, delaySeconds = 0 } = message;
  const lane = isFifo(queue) && group !== undefined ? group : id;
  const { lastInsertRowid: sequence } = prepare(
    'insert into messages (id, queue, lane, body, message_group, deduplication_id, sent_at) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(id, queue, lane, body, group ?? null, deduplicationId ?? null, now);
  const availableAt = now + delaySeconds * 1_000;
  // A lane that is there already keeps its time: it is in flight, waits for its retry, or is due anyway.
  prepare('insert into lanes (queue, lane, available_at, position) values (?, ?, ?, ?) on conflict do nothing').run(
    queue,
    lane,
    availableAt,
    sequence,
  );
}
