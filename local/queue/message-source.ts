import type { Outcome } from '../../shared/adapters/queue/message-outcome.ts';
import type { QueueName } from '../../shared/ports/queue.ts';

/** The consuming side of a queue: what the poller needs of it. */
export interface MessageSource {
  /**
   * Hands out messages that are due, oldest first. Messages of a group come in order, and none of a group that is in flight.
   * What is not settled within the visibility timeout is handed out again; that counts as a failure.
   */
  receive(queue: QueueName, options: ReceiveOptions): Promise<Batch>;
  /** Ends the flight of the batch's messages. Ignored for those whose visibility timeout has passed. */
  settle(batch: Batch, outcomes: ReadonlyMap<string, Outcome>): Promise<void>;
  /** The moment (milliseconds since 1970) when the next message is or was due, or undefined when none is waiting. */
  nextReceiveAt(queue: QueueName): number | undefined;
  /** Calls `listener` whenever a message may have become due earlier than was known. The answer ends that. */
  onArrival(queue: QueueName, listener: () => void): () => void;
}

export interface ReceiveOptions {
  readonly limit: number;
  readonly visibilityTimeoutSeconds: number;
}

/** Messages handed out together. */
export interface Batch {
  readonly queue: QueueName;
  /** Names this handing out; a later one of the same message has another. */
  readonly receipt: string;
  readonly messages: readonly ReceivedMessage[];
}

export interface ReceivedMessage {
  readonly id: string;
  /** Its place in the queue. */
  readonly sequence: number;
  readonly body: string;
  readonly group?: string;
  readonly deduplicationId?: string;
  /** How often it was handed out, this time included. */
  readonly receiveCount: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
}
