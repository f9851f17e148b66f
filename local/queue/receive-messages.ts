import { MAX_RECEIVES, type QueueName } from '../../shared/ports/queue.ts';
import { type MessageRow, receivedMessageOf } from './message-row.ts';
import type { Batch, ReceivedMessage, ReceiveOptions } from './message-source.ts';
import { parkMessage } from './park-message.ts';
import type { QueueContext } from './queue-context.ts';
import { releaseLane } from './release-lane.ts';

/** A message that was in flight at the end of so many processes has probably ended them. */
const MAX_INTERRUPTIONS = 20;

/** Hands out due messages, see {@link MessageSource.receive}. Runs within a transaction. */
export function receiveMessages(
  context: QueueContext,
  request: ReceiveOptions & { queue: QueueName; receipt: string },
): Batch {
  const { prepare, now } = context;
  const { queue, limit, receipt } = request;
  // A limit stands in the text: SQLite prepares a statement again whenever one is bound.
  const lanes = prepare(
    `select lane, receipt from lanes where queue = ? and available_at <= ? order by available_at, position limit ${limit}`,
  ).all(queue, now);

  const messages: ReceivedMessage[] = [];
  for (const row of lanes) {
    if (messages.length === limit) break;
    const lane = String(row.lane);
    if (row.receipt !== null) endFlight(context, { queue, lane });
    const taken = takeFromLane(context, { queue, lane, receipt, limit: limit - messages.length });
    messages.push(...taken);
    if (taken.length === 0) {
      releaseLane(context, { queue, lane, delayMilliseconds: 0 });
    } else {
      const invisibleUntil = now + request.visibilityTimeoutSeconds * 1_000;
      prepare('update lanes set receipt = ?, available_at = ? where queue = ? and lane = ?').run(
        receipt,
        invisibleUntil,
        queue,
        lane,
      );
    }
  }
  return { queue, receipt, messages };
}

/** The visibility timeout passed: an answer that still comes must not find the messages any more. */
function endFlight({ prepare }: QueueContext, { queue, lane }: { queue: QueueName; lane: string }): void {
  prepare('update messages set receipt = null where queue = ? and lane = ? and receipt is not null').run(queue, lane);
}

function takeFromLane(
  context: QueueContext,
  from: { queue: QueueName; lane: string; receipt: string; limit: number },
): readonly ReceivedMessage[] {
  const { prepare, now } = context;
  const rows = prepare(`select * from messages where queue = ? and lane = ? order by sequence limit ${from.limit}`).all(
    from.queue,
    from.lane,
  );
  const taken: ReceivedMessage[] = [];
  for (const row of rows) {
    const reason = reasonToPark(row);
    if (reason !== undefined) {
      parkMessage(context, { sequence: Number(row.sequence), reason });
      continue;
    }
    prepare(`update messages set receipt = ?, receive_count = receive_count + 1,
      first_received_at = coalesce(first_received_at, ?) where sequence = ?`).run(
      from.receipt,
      now,
      Number(row.sequence),
    );
    taken.push(receivedMessageOf(row, now));
  }
  return taken;
}

/** Only a message that was never answered for comes here with all its tries used up: others were parked with their answer. */
function reasonToPark(row: MessageRow): string | undefined {
  if (Number(row.receive_count) >= MAX_RECEIVES) return 'It was not handled within the visibility timeout.';
  const interruptions = Number(row.interruption_count);
  return interruptions >= MAX_INTERRUPTIONS ? `The process ended ${interruptions} times while handling it.` : undefined;
}
