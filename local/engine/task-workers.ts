import type { Clock } from '../../shared/ports/clock.ts';
import type { Happening, PendingTask } from './execution.ts';
import type { Insistence } from './insistence.ts';
import { callTask, type Services, type TaskOrigin } from './task-calls.ts';

/** The function does not exist: Lambda's error for it. */
export class FunctionNotFoundError extends Error {
  override readonly name = 'Lambda.ResourceNotFoundException';
}

/** A reason that is at hand is cheaper than the one that is made otherwise, with its stack. */
const ENDED = new Error('The call has ended.');

/** Makes the calls of scheduled tasks, a limited number at a time. */
export interface TaskWorkers {
  /** Makes the task's call once, also when it is handed in again while it runs. */
  launch(task: PendingTask, origin: TaskOrigin): void;
  /** Starts nothing new; resolves when all calls have ended, or after `milliseconds`. */
  drain(milliseconds: number): Promise<void>;
}

/**
 * A call that lasts longer than its task has no place any more: it may hang for ever, and the others must not wait for it. What it
 * answers then concerns a task that is over.
 *
 * @param options.report tells the engine what became of a task.
 */
export function createTaskWorkers(options: {
  services: Services;
  concurrency: number;
  clock: Clock;
  insistence: Pick<Insistence, 'insist'>;
  report(executionArn: string, happening: Happening): Promise<void>;
}): TaskWorkers {
  const known = new Set<string>();
  const running = new Set<Promise<void>>();
  const waiting: { task: PendingTask; origin: TaskOrigin }[] = [];
  let stopped = false;

  const work = async ({ task, origin }: { task: PendingTask; origin: TaskOrigin }): Promise<void> => {
    let happening: Happening | undefined;
    await options.insistence.insist(async () => {
      happening ??= await callTask(options.services, task, origin);
      await options.report(origin.executionArn, happening);
    });
    known.delete(task.id);
  };
  const workInTime = async (one: { task: PendingTask; origin: TaskOrigin }): Promise<void> => {
    const { timeoutAt } = one.task;
    if (timeoutAt === undefined) return work(one);
    const ended = new AbortController();
    const { clock } = options;
    const overtime = clock.sleep(timeoutAt - clock.now(), ended.signal).catch(() => undefined);
    await Promise.race([work(one), overtime]);
    ended.abort(ENDED);
  };
  const next = (): void => {
    while (!stopped && running.size < options.concurrency) {
      const one = waiting.shift();
      if (!one) return;
      const place = workInTime(one).finally(() => {
        running.delete(place);
        next();
      });
      running.add(place);
    }
  };
  return {
    launch(task, origin) {
      if (known.has(task.id)) return;
      known.add(task.id);
      waiting.push({ task, origin });
      next();
    },
    async drain(milliseconds) {
      stopped = true;
      const late = AbortSignal.timeout(milliseconds);
      const ended = Promise.allSettled([...running]);
      await Promise.race([
        ended,
        new Promise<void>((resolve) => late.addEventListener('abort', () => resolve(), { once: true })),
      ]);
    },
  };
}
