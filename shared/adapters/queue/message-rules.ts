import { MAX_MESSAGE_BYTES, MessageTooLargeError, type OutgoingMessage, type QueueName } from '../../ports/queue.ts';

/** The caller broke a rule of the port: a mistake in the program, which SQS would refuse too. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';
}

/** SQS remembers a deduplication id this long. */
export const DEDUPLICATION_MILLISECONDS = 300_000;

const FIFO_QUEUES: ReadonlySet<QueueName> = new Set<QueueName>(['events', 'decisions']);
/** What SQS accepts as message group and deduplication id: printable ASCII without the space. */
const SQS_ID = /^[!-~]{1,128}$/;
const MAX_DELAY_SECONDS = 900;

/** Whether the queue keeps the order within groups. */
export function isFifo(queue: QueueName): boolean {
  return FIFO_QUEUES.has(queue);
}

/** Checks what SQS demands of a message. @throws InvalidMessageError @throws MessageTooLargeError */
export function checkMessage(queue: QueueName, message: OutgoingMessage): void {
  const { group, deduplicationId, delaySeconds = 0 } = message;
  demand(!isFifo(queue) || group !== undefined, `A message on ${queue} needs a group.`);
  demand(!isFifo(queue) || delaySeconds === 0, `A message on ${queue} cannot be delayed by itself.`);
  demand(group === undefined || SQS_ID.test(group), 'A group has 1 to 128 printable ASCII characters.');
  const isId = deduplicationId === undefined || SQS_ID.test(deduplicationId);
  demand(isId, 'A deduplication id has 1 to 128 printable ASCII characters.');
  const isDelay = Number.isInteger(delaySeconds) && delaySeconds >= 0 && delaySeconds <= MAX_DELAY_SECONDS;
  demand(isDelay, `A delay is 0 to ${MAX_DELAY_SECONDS} seconds.`);
  const bytes = Buffer.byteLength(message.body);
  demand(bytes > 0, 'A message needs a body.');
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new MessageTooLargeError(`The message has ${bytes} bytes; the limit is ${MAX_MESSAGE_BYTES}.`);
  }
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new InvalidMessageError(message);
}
