import type { QueueName } from '../../shared/ports/queue.ts';
import type { QueueContext } from './queue-context.ts';

/** Makes what is left in a lane due after a delay; an empty lane goes. Runs within a transaction. */
export function releaseLane(
  { prepare, now }: QueueContext,
  lane: { queue: QueueName; lane: string; delayMilliseconds: number },
): void {
  const position = prepare('select min(sequence) as first from messages where queue = ? and lane = ?').get(
    lane.queue,
    lane.lane,
  )?.first;
  if (position == null) {
    prepare('delete from lanes where queue = ? and lane = ?').run(lane.queue, lane.lane);
    return;
  }
  prepare('update lanes set receipt = null, available_at = ?, position = ? where queue = ? and lane = ?').run(
    now + lane.delayMilliseconds,
    position,
    lane.queue,
    lane.lane,
  );
}
