import { randomUUID } from 'node:crypto';
import { AwsFault } from './json-protocol.ts';

/** A message with what SQS keeps of it. */
export interface FakeMessage {
  readonly id: string;
  readonly sequence: string;
  readonly isFifo: boolean;
  readonly body: string;
  readonly group?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly sentAt: number;
  /** Not handed out before; in milliseconds since 1970. */
  visibleAt: number;
  /** Of the flight that may still be under way. */
  receipt?: string | undefined;
  receiveCount: number;
  firstReceivedAt?: number | undefined;
}

/** One queue of the fake. */
export interface FakeQueue {
  /** @throws AwsFault what SQS refuses */
  send(input: object): FakeMessage;
  receive(limit: number): readonly FakeMessage[];
  delete(receipt: string): void;
  changeVisibility(receipt: string, seconds: number): void;
  /** Whether something would be handed out now. */
  hasDue(): boolean;
  /** The next moment after now at which something becomes visible, or undefined. */
  nextVisibleAt(): number | undefined;
}

const DEDUPLICATION_MILLISECONDS = 300_000;
const MAX_BYTES = 1_048_576;
/** Everything outside what SQS takes: #x9, #xA, #xD, #x20 to #xD7FF, #xE000 to #xFFFD, #x10000 to #x10FFFF. */
const REFUSED = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const ID = /^[!-~]{1,128}$/;

/** A queue with SQS's rules: groups in order with one flight at a time, visibility timeouts, five minutes of deduplication. */
export function createFakeQueue(options: {
  now(): number;
  visibilityTimeoutSeconds: number;
  isFifo: boolean;
}): FakeQueue {
  const { now, isFifo } = options;
  const messages: FakeMessage[] = [];
  const sent = new Map<string, FakeMessage>();
  let sequence = 0;

  const deliverable = (limit: number): readonly FakeMessage[] => {
    const blocked = new Set<string>();
    const taken: FakeMessage[] = [];
    const inFlight = messages.filter(({ receipt, visibleAt }) => receipt !== undefined && visibleAt > now());
    if (isFifo) for (const { group = '' } of inFlight) blocked.add(group);
    for (const message of messages) {
      if (taken.length === limit) break;
      if (blocked.has(isFifo ? (message.group ?? '') : message.id)) continue;
      if (message.visibleAt <= now()) taken.push(message);
    }
    return taken;
  };
  const byReceipt = (receipt: string): FakeMessage | undefined => messages.find((one) => one.receipt === receipt);

  return {
    send(input) {
      const message = messageOf(input, { isFifo, now: now(), sequence: ++sequence });
      const { deduplicationId } = message;
      if (deduplicationId !== undefined) {
        const first = sent.get(deduplicationId);
        if (first && first.sentAt + DEDUPLICATION_MILLISECONDS > now()) return first;
        sent.set(deduplicationId, message);
      }
      messages.push(message);
      return message;
    },
    receive(limit) {
      const taken = deliverable(limit);
      for (const message of taken) {
        message.receipt = randomUUID();
        message.visibleAt = now() + options.visibilityTimeoutSeconds * 1_000;
        message.receiveCount += 1;
        message.firstReceivedAt ??= now();
      }
      return taken.map((message) => ({ ...message }));
    },
    delete(receipt) {
      const found = messages.findIndex((one) => one.receipt === receipt);
      if (found >= 0) messages.splice(found, 1);
    },
    changeVisibility(receipt, seconds) {
      const message = byReceipt(receipt);
      if (!message || message.visibleAt <= now()) throw new AwsFault('AWS.SimpleQueueService.MessageNotInflight');
      message.visibleAt = now() + seconds * 1_000;
    },
    hasDue: () => deliverable(1).length > 0,
    nextVisibleAt() {
      const times = messages.map(({ visibleAt }) => visibleAt).filter((at) => at > now());
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}

function messageOf(input: object, queue: { isFifo: boolean; now: number; sequence: number }): FakeMessage {
  const {
    MessageBody,
    MessageGroupId,
    MessageDeduplicationId,
    DelaySeconds = 0,
  } = input as {
    MessageBody: string;
    MessageGroupId?: string;
    MessageDeduplicationId?: string;
    DelaySeconds?: number;
  };
  const { isFifo, now, sequence } = queue;
  demand(Buffer.byteLength(MessageBody) <= MAX_BYTES && MessageBody !== '', 'The size of the message is refused.');
  if (REFUSED.test(MessageBody)) throw new AwsFault('InvalidMessageContents');
  demand(!isFifo || MessageGroupId !== undefined, 'The request must contain the parameter MessageGroupId.');
  demand(!isFifo || MessageDeduplicationId !== undefined, 'The queue should have a MessageDeduplicationId.');
  demand(isFifo || MessageDeduplicationId === undefined, 'MessageDeduplicationId is for FIFO queues.');
  demand(!isFifo || DelaySeconds === 0, 'DelaySeconds is not for messages of FIFO queues.');
  demand(
    [MessageGroupId, MessageDeduplicationId].every((id) => id === undefined || ID.test(id)),
    'Bad id.',
  );
  return {
    id: randomUUID(),
    sequence: String(sequence).padStart(20, '0'),
    isFifo,
    body: MessageBody,
    group: MessageGroupId,
    deduplicationId: MessageDeduplicationId,
    sentAt: now,
    visibleAt: now + DelaySeconds * 1_000,
    receiveCount: 0,
  };
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new AwsFault('InvalidParameterValue', message);
}
