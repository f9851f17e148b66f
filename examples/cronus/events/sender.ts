import { fetchFailure } from '../http/fetch-failure.ts';
import { parseJson } from '../records/json.ts';
import type { Store } from '../store/store.ts';
import { problemOf } from '../werkstroom/problem.ts';
import { backoffMilliseconds } from './backoff.ts';
import type { OutgoingEvent } from './outbox.ts';
import { sign } from './sign.ts';

/** Posts what lies in the outbox: each record's events one after the other, different records side by side. */
export interface Sender {
  /** Something new lies in the outbox, or something old is to be tried at once. */
  wake(): void;
  /** Takes part in nothing any more. What was under way is sent again at the next start, under the same id. */
  stop(): Promise<void>;
}

export interface SenderOptions {
  readonly store: Pick<Store, 'outbox' | 'transact'>;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  now(): number;
  log(line: string): void;
}

const MOST_AT_ONCE = 8;
const ANSWER_WITHIN_MILLISECONDS = 15_000;
/** Also without a call of `wake`: after a fault of our own, such as a locked file, sending goes on by itself. */
const LOOK_AGAIN_MILLISECONDS = 1_000;
const LONGEST_REASON = 500;

/** Starts sending, beginning with what an earlier process left. */
export function startSender(options: SenderOptions): Sender {
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    const heads = options.store.outbox.heads().filter((event) => !underWay.has(recordOf(event)));
    const due = heads.filter(({ nextAttemptAt }) => nextAttemptAt <= options.now());
    for (const event of due.slice(0, MOST_AT_ONCE - underWay.size)) {
      const done = (): boolean => underWay.delete(recordOf(event));
      const attempt = send(options, event, stopping.signal).then(
        () => done() && look(),
        (error: unknown) => done() && options.log(`Event ${event.id} could not be sent: ${String(error)}`),
      );
      underWay.set(recordOf(event), attempt);
    }
    const waits = heads.map(({ nextAttemptAt }) => nextAttemptAt - options.now()).filter((wait) => wait > 0);
    timer = setTimeout(look, Math.min(LOOK_AGAIN_MILLISECONDS, ...waits));
  };

  look();
  return {
    wake: look,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}

function recordOf({ entity, number }: OutgoingEvent): string {
  return `${entity}/${number}`;
}

/** One attempt. */
async function send(options: SenderOptions, event: OutgoingEvent, stopping: AbortSignal): Promise<void> {
  const { outbox } = options.store;
  const answer = await post(options, event, stopping);
  if (stopping.aborted) return;
  if (answer.kind === 'sent') return outbox.markSent(event.id, options.now());
  if (answer.kind === 'refused') {
    options.log(`Event ${event.id} (${event.type} of ${event.number}) was refused: ${answer.reason}`);
    return outbox.markFailed(event.id, answer.reason);
  }
  const wait = backoffMilliseconds(event.attempts + 1, Math.random());
  outbox.markDelayed(event.id, { answer: answer.reason, nextAttemptAt: options.now() + wait });
}

type Answer = { readonly kind: 'sent' } | { readonly kind: 'refused' | 'unavailable'; readonly reason: string };

/** Signs each attempt anew: the receiver refuses a timestamp that is more than 5 minutes old. */
async function post(options: SenderOptions, { id, body }: OutgoingEvent, stopping: AbortSignal): Promise<Answer> {
  const timestamp = String(Math.floor(options.now() / 1000));
  try {
    const answer = await fetch(options.webhookUrl, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS)]),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': sign({ id, timestamp, body }, options.webhookSecret),
      },
      body,
    });
    const text = await answer.text();
    if (answer.ok) return { kind: 'sent' };
    return { kind: kindOf(answer.status), reason: refusalText(answer.status, text).slice(0, LONGEST_REASON) };
  } catch (error) {
    return { kind: 'unavailable', reason: fetchFailure(error).slice(0, LONGEST_REASON) };
  }
}

/** What people read of an answer: the reason, and which parts of the event are meant. */
function refusalText(status: number, text: string): string {
  const { text: reason, errors } = problemOf({ status, body: parseJson(text) });
  return [reason, ...errors.map(({ pointer = '', detail }) => `${pointer}: ${detail}`)].join(' ');
}

/** What may be better later is tried again forever; anything else needs a person. */
function kindOf(status: number): 'refused' | 'unavailable' {
  const later = status === 408 || status === 429 || status < 400 || status >= 500;
  return later ? 'unavailable' : 'refused';
}
