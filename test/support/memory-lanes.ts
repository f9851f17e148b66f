import type { ReceivedMessage } from '../../local/queue/message-source.ts';
import { type Outcome, retryDelayMilliseconds } from '../../shared/adapters/queue/message-outcome.ts';
import { isFifo } from '../../shared/adapters/queue/message-rules.ts';
import { MAX_RECEIVES, type OutgoingMessage, type QueueName } from '../../shared/ports/queue.ts';

/** A message that waits or is in flight. */
export interface WaitingMessage {
  readonly id: string;
  readonly queue: QueueName;
  /** What is handed out in order: its group on a FIFO queue, or the message alone. */
  readonly lane: string;
  readonly message: OutgoingMessage;
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  firstReceivedAt?: number;
  receiveCount: number;
  throttleCount: number;
  availableAt: number;
  receipt?: string | undefined;
}

/** The messages of all queues, oldest first. `park` is told of those that are given up, with the reason. */
export function createMemoryLanes(options: { now(): number; park(message: WaitingMessage, reason: string): void }) {
  const { now } = options;
  let waiting: WaitingMessage[] = [];
  let sequence = 0;
  const remove = (gone: WaitingMessage): void => {
    waiting = waiting.filter((one) => one !== gone);
  };
  const park = (parked: WaitingMessage, reason: string): void => {
    options.park(parked, reason);
    remove(parked);
  };

  return {
    all: (): readonly WaitingMessage[] => waiting,

    append(queue: QueueName, message: OutgoingMessage, id: string): void {
      const lane = isFifo(queue) ? (message.group ?? id) : id;
      const availableAt = now() + (message.delaySeconds ?? 0) * 1_000;
      const counts = { receiveCount: 0, throttleCount: 0, availableAt };
      waiting.push({ id, queue, lane, message, sequence: ++sequence, sentAt: now(), ...counts });
    },

    /** The first message of each lane stands for the lane: it says when the lane is due. */
    heads(queue: QueueName): WaitingMessage[] {
      const lanes = new Map<string, WaitingMessage>();
      for (const one of waiting) if (one.queue === queue && !lanes.has(one.lane)) lanes.set(one.lane, one);
      return [...lanes.values()];
    },

    /** Takes at most `limit` messages of the lane that `head` stands for. */
    take(head: WaitingMessage, flight: { receipt: string; until: number; limit: number }): readonly ReceivedMessage[] {
      const taken: ReceivedMessage[] = [];
      for (const one of waiting.filter(({ queue, lane }) => queue === head.queue && lane === head.lane)) {
        // A flight that timed out is over for all of its lane, also where this batch is too full to take it.
        one.receipt = undefined;
        if (taken.length === flight.limit) continue;
        if (one.receiveCount >= MAX_RECEIVES) park(one, 'It was not handled within the visibility timeout.');
        else taken.push(handOut(one, { ...flight, now: now() }));
      }
      return taken;
    },

    settle(one: WaitingMessage, outcome: Outcome): void {
      one.receipt = undefined;
      one.availableAt = now();
      if (outcome.kind === 'handled') remove(one);
      if (outcome.kind === 'heldBack' || outcome.kind === 'throttled') one.receiveCount--;
      if (outcome.kind === 'throttled') one.availableAt += retryDelayMilliseconds(++one.throttleCount);
      if (outcome.kind !== 'failed') return;
      if (one.receiveCount >= MAX_RECEIVES) park(one, outcome.reason);
      else one.availableAt += retryDelayMilliseconds(one.receiveCount);
    },
  };
}

function handOut(one: WaitingMessage, flight: { receipt: string; until: number; now: number }): ReceivedMessage {
  one.receiveCount++;
  one.firstReceivedAt ??= flight.now;
  one.receipt = flight.receipt;
  one.availableAt = flight.until;
  const { group, deduplicationId, body } = one.message;
  return {
    id: one.id,
    sequence: one.sequence,
    body,
    ...(group !== undefined && { group }),
    ...(deduplicationId !== undefined && { deduplicationId }),
    receiveCount: one.receiveCount,
    sentAt: one.sentAt,
    firstReceivedAt: one.firstReceivedAt,
  };
}
