import { createListeners } from '../../local/queue/arrival-listeners.ts';
import type { MessageSource, ReceivedMessage } from '../../local/queue/message-source.ts';
import { checkMessage, DEDUPLICATION_MILLISECONDS, isFifo } from '../../shared/adapters/queue/message-rules.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import type { DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { OutgoingMessage, Queue, QueueName } from '../../shared/ports/queue.ts';
import { createMemoryDeadLetters } from './memory-dead-letters.ts';
import { createMemoryLanes } from './memory-lanes.ts';

/** Queues that a test can look into. */
export interface MemoryQueue extends Queue, MessageSource {
  readonly deadLetters: DeadLetters;
  /** What waits or is in flight, oldest first. */
  messages(queue: QueueName): readonly OutgoingMessage[];
}

/**
 * @param options.random in a test of disorder: hands out messages of queues without groups in an order that it chooses.
 */
export function createMemoryQueue(options: { clock: Clock; ids: IdSource; random?: () => number }): MemoryQueue {
  const { clock, ids, random } = options;
  const listeners = createListeners();
  const forgetAt = new Map<string, number>();
  const deadLetters = createMemoryDeadLetters((letter) => {
    const { queue, body, group } = letter;
    lanes.append(queue, { body, ...(group !== undefined && { group }) }, letter.id);
    listeners.notify(queue);
  });
  const lanes = createMemoryLanes({
    now: clock.now,
    park({ id, queue, message: { body, group } }, reason) {
      deadLetters.add({ id, queue, body, ...(group !== undefined && { group }), reason, parkedAt: instantOf(clock) });
    },
  });

  const isRepeated = (queue: QueueName, deduplicationId: string): boolean => {
    const memory = `${queue} ${deduplicationId}`;
    if ((forgetAt.get(memory) ?? 0) > clock.now()) return true;
    forgetAt.set(memory, clock.now() + DEDUPLICATION_MILLISECONDS);
    return false;
  };

  return {
    deadLetters,
    async send(queue, message) {
      checkMessage(queue, message);
      const { deduplicationId } = message;
      if (isFifo(queue) && deduplicationId !== undefined && isRepeated(queue, deduplicationId)) return;
      lanes.append(queue, { ...message }, ids.newId());
      listeners.notify(queue);
    },
    async receive(queue, { limit, visibilityTimeoutSeconds }) {
      const receipt = ids.newId();
      const until = clock.now() + visibilityTimeoutSeconds * 1_000;
      const due = lanes.heads(queue).filter(({ availableAt }) => availableAt <= clock.now());
      if (random && !isFifo(queue)) due.sort(() => random() - 0.5);
      const messages: ReceivedMessage[] = [];
      for (const head of due) {
        if (messages.length === limit) break;
        messages.push(...lanes.take(head, { receipt, until, limit: limit - messages.length }));
      }
      return { queue, receipt, messages };
    },
    async settle(batch, outcomes) {
      for (const one of lanes.all().filter(({ receipt }) => receipt === batch.receipt)) {
        lanes.settle(one, outcomes.get(one.id) ?? { kind: 'heldBack' });
      }
      listeners.notify(batch.queue);
    },
    nextReceiveAt(queue) {
      const times = lanes.heads(queue).map(({ availableAt }) => availableAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    onArrival: listeners.add,
    messages: (queue) =>
      lanes
        .all()
        .filter((one) => one.queue === queue)
        .map(({ message }) => message),
  };
}
