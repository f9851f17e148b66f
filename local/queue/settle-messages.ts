import { type Outcome, retryDelayMilliseconds } from '../../shared/adapters/queue/message-outcome.ts';
import { MAX_RECEIVES, type QueueName } from '../../shared/ports/queue.ts';
import type { MessageRow } from './message-row.ts';
import { parkMessage } from './park-message.ts';
import type { QueueContext } from './queue-context.ts';
import { releaseLane } from './release-lane.ts';

/** What became of the messages of a handing out, by their ids. */
export interface Settlement {
  readonly queue: QueueName;
  readonly receipt: string;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Ends the flight of messages, see {@link MessageSource.settle}. Runs within a transaction. */
export function settleMessages(context: QueueContext, { queue, receipt, outcomes }: Settlement): void {
  const { prepare } = context;
  const delays = new Map<string, number>();
  // Messages whose visibility timeout has passed carry another receipt by now, or none: they are not found.
  const rows = prepare('select * from messages where receipt = ? order by sequence').all(receipt);
  for (const row of rows) {
    const lane = String(row.lane);
    const delay = settleMessage(context, { row, outcome: outcomes.get(String(row.id)) ?? { kind: 'heldBack' } });
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
