import type { QueueName } from '../../shared/ports/queue.ts';

/** Who wants to know of arrivals on a queue. */
export interface ArrivalListeners {
  /** The answer ends the listening. */
  add(queue: QueueName, listener: () => void): () => void;
  notify(queue: QueueName): void;
}

/** Listeners of all queues of one process. */
export function createListeners(): ArrivalListeners {
  const listeners = new Map<QueueName, Set<() => void>>();
  return {
    add(queue, listener) {
      const ofQueue = listeners.get(queue) ?? new Set();
      listeners.set(queue, ofQueue.add(listener));
      return () => ofQueue.delete(listener);
    },
    notify(queue) {
      for (const listener of listeners.get(queue) ?? []) listener();
    },
  };
}
