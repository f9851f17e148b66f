import { afterEach, beforeEach, describe } from 'vitest';
import type { BatchHandler } from '../../local/queue/deliver-batch.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { Queue, QueueName } from '../../shared/ports/queue.ts';
import { deadLettersContract } from './dead-letters.contract.ts';
import { queueAcceptanceContract } from './queue-acceptance.contract.ts';
import { queueDeliveryContract } from './queue-delivery.contract.ts';
import { queueSendContract } from './queue-send.contract.ts';

/** Queues under test with what the suite must be able to do to their surroundings. */
export interface QueueHarness {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;
  /** Starts feeding a handler with batches of at most 10 messages, several batches at a time. Ends with `dispose`. */
  consume(queue: QueueName, handle: BatchHandler): void;
  /** Lets time pass for the queues, and whatever is due meanwhile be delivered. */
  passTime(milliseconds: number): Promise<void>;
  /** Ends everything without warning and opens the queues again, without consumers. Absent where nothing outlives the adapter. */
  restart?(): Promise<void>;
  dispose(): Promise<void>;
}

/** What the queues must do, whatever keeps the messages. */
export function queueContract(name: string, makeHarness: () => Promise<QueueHarness>): void {
  describe(`Queue: ${name}`, () => {
    let harness: QueueHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());

    queueAcceptanceContract(() => harness);
    queueSendContract(() => harness);
    queueDeliveryContract(() => harness);
    deadLettersContract(() => harness);
  });
}
