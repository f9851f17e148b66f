import { instantOf } from '../../ports/clock.ts';
import { MAX_RECEIVES, type QueueName } from '../../ports/queue.ts';
import { type Outcome, retryDelayMilliseconds } from '../queue/message-outcome.ts';
import { keepLetter, letterIdOf } from './dead-letter-items.ts';
import { type Delivery, rememberDelivery } from './delivery-items.ts';
import { putAwayBody } from './letter-bodies.ts';
import type { ReceivedMessage, TryPorts } from './received-message.ts';

/** A message that stays in its queue. */
export interface LeftMessage {
  readonly message: ReceivedMessage;
  readonly delayMilliseconds: number;
}

/** What a batch came to. */
interface SettledBatch {
  readonly queue: QueueName;
  readonly messages: readonly ReceivedMessage[];
  /** By message id; of messages that were handed to the handler. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Remembers how the messages fared, parks those that failed for the last time, and tells which stay. */
export async function settled(ports: TryPorts, batch: SettledBatch): Promise<readonly LeftMessage[]> {
  const left = await Promise.all(
    batch.messages.map(async (message): Promise<LeftMessage | undefined> => {
      if (message.state.kind === 'parked') return undefined;
      if (message.state.kind === 'hopeless') return parkedOrLeft(ports, message, message.state.reason);
      const outcome = batch.outcomes.get(message.record.messageId) ?? { kind: 'heldBack' };
      if (outcome.kind === 'handled') return undefined;
      if (outcome.kind === 'failed' && message.tries + 1 >= MAX_RECEIVES) {
        return parkedOrLeft(ports, message, outcome.reason);
      }
      return remembered(ports, message, outcome);
    }),
  );
  return left.filter((one) => one !== undefined);
}

/** That a receive is not remembered counts as an interruption, of which many are allowed. */
async function remembered(ports: TryPorts, message: ReceivedMessage, outcome: Outcome): Promise<LeftMessage> {
  const delivery = after(message.before.delivery, outcome);
  await ports.store.write([rememberDelivery(message.before, delivery, ports.clock.now())]).catch((error: unknown) => {
    ports.log.warn('How a message fared is not remembered.', { ...about(message), reason: String(error) });
  });
  const tries = outcome.kind === 'heldBack' ? 0 : outcome.kind === 'failed' ? delivery.failed : delivery.throttled;
  return { message, delayMilliseconds: tries === 0 ? 0 : retryDelayMilliseconds(tries) };
}

function after(before: Delivery, { kind }: Outcome): Delivery {
  if (kind === 'failed') return { ...before, failed: before.failed + 1 };
  return kind === 'throttled'
    ? { ...before, throttled: before.throttled + 1 }
    : { ...before, heldBack: before.heldBack + 1 };
}

/** Letter and memory are one write, so a message that the queue hands out once more leaves no second letter. */
async function parkedOrLeft(
  ports: TryPorts,
  message: ReceivedMessage,
  reason: string,
): Promise<LeftMessage | undefined> {
  const { record, before } = message;
  const group = record.attributes.MessageGroupId;
  try {
    const letter = await putAwayBody(ports.blobs, {
      id: letterIdOf(record.messageId, ports.clock.now()),
      queue: before.delivery.queue,
      body: record.body,
      ...(group !== undefined && { group }),
      reason,
      parkedAt: instantOf(ports.clock),
    });
    const delivery = { ...before.delivery, failed: before.delivery.failed + 1, parked: true };
    await ports.store.write([rememberDelivery(before, delivery, ports.clock.now()), keepLetter(letter)]);
    // Alarms look for these words.
    ports.log.warn('A message was parked among the dead letters.', { ...about(message), reason });
    return undefined;
  } catch (error) {
    ports.log.error('A message could not be parked; it stays in its queue.', error, about(message));
    return { message, delayMilliseconds: retryDelayMilliseconds(MAX_RECEIVES) };
  }
}

function about({ record, before }: ReceivedMessage) {
  return { queue: before.delivery.queue, messageId: record.messageId };
}
