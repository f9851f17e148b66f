/** The queues of the platform. `events` and `decisions` keep the order within a group; `notifications` keeps none. */
export type QueueName = 'events' | 'decisions' | 'notifications';

/** Puts messages on a queue. Receiving is the runtime's work: it hands batches to the function that declares the queue. */
export interface Queue {
  /**
   * Durable when it resolves.
   *
   * On a FIFO queue, messages of one group are handed out in the order of acceptance, the next one only after the one before was
   * handled or parked; a message with a `deduplicationId` seen within the last 5 minutes is accepted and dropped, as SQS does.
   *
   * @throws ThrottledError when the queue asks to slow down: nothing was accepted.
   * @throws MessageTooLargeError when the body exceeds {@link MAX_MESSAGE_BYTES}.
   */
  send(queue: QueueName, message: OutgoingMessage): Promise<void>;
}

export interface OutgoingMessage {
  /** JSON text. */
  readonly body: string;
  /** The order is kept within a group. Required on `events` and `decisions`, at most 128 characters. */
  readonly group?: string;
  /** At most 128 characters. */
  readonly deduplicationId?: string;
  /** Delivery at the earliest after this many seconds (0 to 900). Not on FIFO queues, as with SQS. */
  readonly delaySeconds?: number;
}

/** The limit that the queues are set up with; SQS allows up to 1 MiB. */
export const MAX_MESSAGE_BYTES = 1_048_576;
/** A message that failed this many times goes to the dead letters. Throttling does not count. */
export const MAX_RECEIVES = 5;

/** The body of a message is larger than the queue accepts. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';
}
