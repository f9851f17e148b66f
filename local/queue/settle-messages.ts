import { type Outcome, retryDelayMilliseconds } from '../../shared/adapters/queue/message-outcome.ts';
import { MAX_RECEIVES, type QueueName } from '../../shared/ports/queue.ts';
import type { MessageRow } from './message-row.ts';
import { parkMessage } from './park-message.ts';
import type { QueueContext } from './queue-context.ts';
import { releaseLane } from './release-lane.ts';

/** What became of the messages of a handing out. */
export interface Settlement {
  readonly queue: QueueName;
  readonly receipt: string;
  readonly messages: readonly { readonly sequence: number; readonly outcome: Outcome }[];
}

/** Ends the flight of messages, see {@link MessageSource.settle}. Runs within a transaction. */
export function settleMessages(context: QueueContext, { queue, receipt, messages }: Settlement): void {
  const { prepare } = context;
  const delays = new Map<string, number>();
  for (const { sequence, outcome } of messages) {
    // A message whose visibility timeout has passed carries another receipt by now, or none.
    const row = prepare(
      'select sequence, lane, receive_count, throttle_count from messages where sequence = ? and receipt = ?',
    ).get(sequence, receipt);
    if (!row) continue;
    const lane = String(row.lane);
    const delay = settleMessage(context, { row, outcome });
    delays.set(lane, Math.max(delays.get(lane) ?? 0, delay));
  }
  for (const [lane, delayMilliseconds] of delays) releaseLane(context, { queue, lane, delayMilliseconds });
}

/** How long the lane must wait because of this message, in milliseconds. */
function settleMessage(context: QueueContext, { row, outcome }: { row: MessageRow; outcome: Outcome }): number {
  const { prepare } = context;
  const sequence = Number(row.sequence);
  const notCounted = 'update messages set receipt = null, receive_count = receive_count - 1';
  switch (outcome.kind) {
    case 'handled':
      prepare('delete from messages where sequence = ?').run(sequence);
      return 0;
    case 'heldBack':
      prepare(`${notCounted} where sequence = ?`).run(sequence);
      return 0;
    case 'throttled':
      prepare(`${notCounted}, throttle_count = throttle_count + 1 where sequence = ?`).run(sequence);
      return retryDelayMilliseconds(Number(row.throttle_count) + 1);
    case 'failed':
      if (Number(row.receive_count) >= MAX_RECEIVES) {
        parkMessage(context, { sequence, reason: outcome.reason });
        return 0;
      }
      prepare('update messages set receipt = null where sequence = ?').run(sequence);
      return retryDelayMilliseconds(Number(row.receive_count));
  }
}
