import { createListeners } from '../../local/queue/arrival-listeners.ts';
import {
  type Batch,
  type MessageSource,
  type Outcome,
  type ReceivedMessage,
  retryDelayMilliseconds,
} from '../../local/queue/message-source.ts';
import { checkMessage, DEDUPLICATION_MILLISECONDS, isFifo } from '../../shared/adapters/queue/message-rules.ts';
import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import type { DeadLetter, DeadLetters } from '../../shared/ports/dead-letters.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';
import { MAX_RECEIVES, type OutgoingMessage, type Queue, type QueueName } from '../../shared/ports/queue.ts';

/** Queues that a test can look into. */
export interface MemoryQueue extends Queue, MessageSource {
  readonly deadLetters: DeadLetters;
  /** What waits or is in flight, oldest first. */
  messages(queue: QueueName): readonly OutgoingMessage[];
}

interface Waiting {
  readonly id: string;
  readonly queue: QueueName;
  readonly lane: string;
  readonly message: OutgoingMessage;
  readonly sequence: number;
  readonly sentAt: number;
  firstReceivedAt?: number;
  receiveCount: number;
  throttleCount: number;
  availableAt: number;
  receipt?: string | undefined;
}

/**
 * @param options.random in a test of disorder: hands out messages of queues without groups in an order that it chooses.
 */
export function createMemoryQueue(options: { clock: Clock; ids: IdSource; random?: () => number }): MemoryQueue {
  const { clock, ids, random } = options;
  const listeners = createListeners();
  const forgetAt = new Map<string, number>();
  let waiting: Waiting[] = [];
  let letters: DeadLetter[] = [];
  let sequence = 0;

  const append = (queue: QueueName, message: OutgoingMessage, id: string): void => {
    const lane = isFifo(queue) ? (message.group ?? id) : id;
    const availableAt = clock.now() + (message.delaySeconds ?? 0) * 1_000;
    const counts = { receiveCount: 0, throttleCount: 0, availableAt };
    waiting.push({ id, queue, lane, message, sequence: ++sequence, sentAt: clock.now(), ...counts });
  };
  const park = (parked: Waiting, reason: string): void => {
    const { id, queue, message } = parked;
    const group = message.group !== undefined && { group: message.group };
    letters.push({ id, queue, body: message.body, ...group, reason, parkedAt: instantOf(clock) });
    remove(parked);
  };
  const remove = (gone: Waiting): void => {
    waiting = waiting.filter((one) => one !== gone);
  };
  /** The first message of each lane stands for the lane: it says when the lane is due. */
  const heads = (queue: QueueName): Waiting[] => {
    const lanes = new Map<string, Waiting>();
    for (const one of waiting) if (one.queue === queue && !lanes.has(one.lane)) lanes.set(one.lane, one);
    return [...lanes.values()];
  };
  const take = (taken: Waiting, flight: { receipt: string; until: number }): ReceivedMessage => {
    taken.receiveCount++;
    taken.firstReceivedAt ??= clock.now();
    taken.receipt = flight.receipt;
    taken.availableAt = flight.until;
    const { group, deduplicationId } = taken.message;
    return {
      id: taken.id,
      sequence: taken.sequence,
      body: taken.message.body,
      ...(group !== undefined && { group }),
      ...(deduplicationId !== undefined && { deduplicationId }),
      receiveCount: taken.receiveCount,
      sentAt: taken.sentAt,
      firstReceivedAt: taken.firstReceivedAt,
    };
  };
  const settleOne = (one: Waiting, outcome: Outcome): void => {
    one.receipt = undefined;
    one.availableAt = clock.now();
    if (outcome.kind === 'handled') remove(one);
    if (outcome.kind === 'heldBack' || outcome.kind === 'throttled') one.receiveCount--;
    if (outcome.kind === 'throttled') one.availableAt += retryDelayMilliseconds(++one.throttleCount);
    if (outcome.kind === 'failed') {
      if (one.receiveCount >= MAX_RECEIVES) park(one, outcome.reason);
      else one.availableAt += retryDelayMilliseconds(one.receiveCount);
    }
  };

  const receive = (queue: QueueName, limits: { limit: number; until: number }): Batch => {
    const receipt = ids.newId();
    const messages: ReceivedMessage[] = [];
    const due = heads(queue).filter(({ availableAt }) => availableAt <= clock.now());
    const order = random && !isFifo(queue) ? due.sort(() => random() - 0.5) : due;
    for (const { lane } of order) {
      for (const one of waiting.filter((other) => other.queue === queue && other.lane === lane)) {
        if (messages.length === limits.limit) break;
        if (one.receiveCount >= MAX_RECEIVES) park(one, 'It was not handled within the visibility timeout.');
        else messages.push(take(one, { receipt, until: limits.until }));
      }
      // A flight that timed out is over for all of its lane, also where this batch is too full to take it.
      for (const one of waiting)
        if (one.queue === queue && one.lane === lane && one.receipt !== receipt) one.receipt = undefined;
    }
    return { queue, receipt, messages };
  };

  return {
    async send(queue, message) {
      checkMessage(queue, message);
      const memory = `${queue} ${message.deduplicationId}`;
      const isRepeated = isFifo(queue) && message.deduplicationId !== undefined;
      if (isRepeated && (forgetAt.get(memory) ?? 0) > clock.now()) return;
      if (isRepeated) forgetAt.set(memory, clock.now() + DEDUPLICATION_MILLISECONDS);
      append(queue, { ...message }, ids.newId());
      listeners.notify(queue);
    },
    receive: async (queue, { limit, visibilityTimeoutSeconds }) =>
      receive(queue, { limit, until: clock.now() + visibilityTimeoutSeconds * 1_000 }),
    async settle(batch, outcomes) {
      for (const one of waiting.filter(({ receipt }) => receipt === batch.receipt)) {
        settleOne(one, outcomes.get(one.id) ?? { kind: 'heldBack' });
      }
      listeners.notify(batch.queue);
    },
    nextReceiveAt(queue) {
      const times = heads(queue).map(({ availableAt }) => availableAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    onArrival: listeners.add,
    messages: (queue) => waiting.filter((one) => one.queue === queue).map(({ message }) => message),
    deadLetters: {
      async list({ limit, cursor }) {
        const from = cursor === undefined ? 0 : letters.findIndex(({ id }) => id === cursor) + 1;
        if (cursor !== undefined && from === 0) throw new InvalidCursorError('The cursor is unknown.');
        const items = letters.slice(from, from + limit);
        const last = items.at(-1);
        return { items, ...(last && from + limit < letters.length && { next: last.id }) };
      },
      get: async (id) => letters.find((letter) => letter.id === id),
      async redrive(id) {
        const letter = letters.find((one) => one.id === id);
        if (!letter) return false;
        letters = letters.filter((one) => one !== letter);
        append(letter.queue, letter, letter.id);
        listeners.notify(letter.queue);
        return true;
      },
    },
  };
}
