import type { Clock } from '../../shared/ports/clock.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { QueueName } from '../../shared/ports/queue.ts';
import { type BatchHandler, deliverBatch } from './deliver-batch.ts';
import type { Batch, MessageSource } from './message-source.ts';

/** What feeds one function from one queue. */
export interface PollerOptions {
  readonly queue: QueueName;
  readonly source: MessageSource;
  readonly clock: Clock;
  readonly log: Log;
  /** At most this many batches are handled at the same time. */
  readonly concurrency: number;
  /** At most this many messages a batch; Lambda allows 10 from a FIFO queue. */
  readonly batchSize: number;
  /** A batch that is not answered for within this time is handed out again. 900, Lambda's longest run, when absent. */
  readonly visibilityTimeoutSeconds?: number;
  readonly handle: BatchHandler;
}

export interface Poller {
  /** Hands out nothing more, and resolves when what is being handled is settled. */
  stop(): Promise<void>;
}

/** After the queue itself failed (a full disk), it is asked again after this long. */
const PAUSE_AFTER_ERROR_MILLISECONDS = 1_000;
/** While batches come back full, more of them are asked for in one go: each asking waits for a commit. */
const MOST_RECEIVES_AT_ONCE = 8;
/** A reason that is at hand is cheaper than the one that is made otherwise, with its stack. */
const WOKEN = new Error('The alarm is set anew.');

/** Hands messages to the handler as soon as they are due. While nothing is due, nothing runs. */
export function startPoller(options: PollerOptions): Poller {
  const { queue, source, clock, log, concurrency, batchSize } = options;
  const running = new Set<Promise<void>>();
  let stopping = false;
  let receiving: Promise<void> | undefined;
  let alarm = new AbortController();
  let pausedUntil = 0;
  let receivesAtOnce = 1;

  const fail = (error: unknown): void => {
    pausedUntil = clock.now() + PAUSE_AFTER_ERROR_MILLISECONDS;
    log.error('The queue could not be served.', error, { queue });
  };

  const run = (batch: Batch): void => {
    const delivery = deliverBatch(source, batch, options.handle)
      .catch(fail)
      .finally(() => {
        running.delete(delivery);
        wake();
      });
    running.add(delivery);
  };

  const dueAt = (): number => Math.max(source.nextReceiveAt(queue) ?? Number.POSITIVE_INFINITY, pausedUntil);

  const receive = (): Promise<Batch> =>
    source.receive(queue, {
      limit: batchSize,
      visibilityTimeoutSeconds: options.visibilityTimeoutSeconds ?? 900,
    });

  const receiveWhatIsDue = async (): Promise<void> => {
    while (!stopping && running.size < concurrency && dueAt() <= clock.now()) {
      const asked = Array.from({ length: Math.min(receivesAtOnce, concurrency - running.size) }, receive);
      const answers = await Promise.allSettled(asked);
      const batches = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      for (const batch of batches) {
        if (stopping) await source.settle(batch, new Map());
        else if (batch.messages.length > 0) run(batch);
      }
      const isBusy = batches.length > 0 && batches.every(({ messages }) => messages.length === batchSize);
      receivesAtOnce = isBusy ? Math.min(2 * receivesAtOnce, MOST_RECEIVES_AT_ONCE) : 1;
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed) throw failed.reason;
    }
  };

  /** Wakes at the next due time. Not while all hands are full: the first that is free looks again. */
  const setAlarm = (): void => {
    alarm.abort(WOKEN);
    alarm = new AbortController();
    const wait = dueAt() - clock.now();
    if (stopping || running.size >= concurrency || wait === Number.POSITIVE_INFINITY) return;
    if (wait <= 0) wake();
    else clock.sleep(wait, alarm.signal).then(wake, () => {});
  };

  const wake = (): void => {
    if (stopping || receiving) return;
    receiving = receiveWhatIsDue()
      .catch(fail)
      .finally(() => {
        receiving = undefined;
        setAlarm();
      });
  };

  const forget = source.onArrival(queue, wake);
  wake();
  return {
    async stop() {
      stopping = true;
      forget();
      alarm.abort(WOKEN);
      await receiving;
      await Promise.all(running);
    },
  };
}
