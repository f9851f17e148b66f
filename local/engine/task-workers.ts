import type { Clock } from '../../shared/ports/clock.ts';
import type { Happening, PendingTask } from './execution.ts';
import type { Insistence } from './insistence.ts';
import { watchOvertime } from './overtime.ts';
import { callTask, type Services, type TaskOrigin } from './task-calls.ts';

/** The function does not exist: Lambda's error for it. */
export class FunctionNotFoundError extends Error {
  override readonly name = 'Lambda.ResourceNotFoundException';
}

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
  const { clock } = options;
  const known = new Set<string>();
  const running = new Set<Place>();
  const waiting: { task: PendingTask; origin: TaskOrigin }[] = [];
  const overtime = watchOvertime(clock, () => {
    for (const place of running) if (place.timeoutAt <= clock.now()) leave(place);
    return Math.min(...Array.from(running, ({ timeoutAt }) => timeoutAt));
  });
  let stopped = false;
  let whenEmpty = (): void => {};

  const work = async ({ task, origin }: { task: PendingTask; origin: TaskOrigin }): Promise<void> => {
    let happening: Happening | undefined;
    await options.insistence.insist(async () => {
      happening ??= await callTask(options.services, task, origin);
      await options.report(origin.executionArn, happening);
    });
    known.delete(task.id);
  };
  const leave = (place: Place): void => {
    if (!running.delete(place)) return;
    next();
    if (running.size === 0) whenEmpty();
  };
  const next = (): void => {
    while (!stopped && running.size < options.concurrency) {
      const one = waiting.shift();
      if (!one) return;
      const place = { timeoutAt: one.task.timeoutAt ?? Number.POSITIVE_INFINITY };
      running.add(place);
      overtime.expectAt(place.timeoutAt);
      void work(one).finally(() => leave(place));
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
      if (running.size > 0) {
        const late = AbortSignal.timeout(milliseconds);
        await new Promise<void>((resolve) => {
          whenEmpty = resolve;
          late.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      overtime.stop();
    },
  };
}

/** A call that is made. `timeoutAt` in milliseconds since 1970, infinity when its task has no time limit. */
interface Place {
  readonly timeoutAt: number;
}
