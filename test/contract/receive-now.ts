import type { QueueName } from '../../shared/ports/queue.ts';
import type { QueueHarness } from './queue.contract.ts';
import { createQueueRecorder } from './queue-recorder.ts';

/** The bodies that a queue hands out at this moment, all of them handled. */
export async function receiveNow(
  harness: Pick<QueueHarness, 'consume' | 'passTime'>,
  queue: QueueName,
): Promise<readonly string[]> {
  const recorder = createQueueRecorder();
  harness.consume(queue, recorder.handle);
  await harness.passTime(0);
  return recorder.bodies();
}
