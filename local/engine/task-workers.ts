import type { Json } from '../../shared/domain/json/json.ts';
import type { Happening, PendingTask } from './execution.ts';
import { taskResource } from './task-resource.ts';

/** Calls a function as Lambda would; rejects with what the function threw. */
export type InvokeFunction = (name: string, payload: Json) => Promise<Json>;

/** Calls the functions of scheduled tasks, a limited number at a time. */
export interface TaskWorkers {
  /** Calls the task's function once, also when it is handed in again while it runs. */
  launch(executionArn: string, task: PendingTask): void;
  /** Starts nothing new; resolves when all calls have ended, or after `milliseconds`. */
  drain(milliseconds: number): Promise<void>;
}

/** The function does not exist: Lambda's error for it. */
export class FunctionNotFoundError extends Error {
  override readonly name = 'Lambda.ResourceNotFoundException';
}

/** @param report tells the engine what became of a task. */
export function createTaskWorkers(options: {
  invoke: InvokeFunction;
  concurrency: number;
  report(executionArn: string, happening: Happening): Promise<void>;
}): TaskWorkers {
  const known = new Set<string>();
  const running = new Set<Promise<void>>();
  const waiting: { executionArn: string; task: PendingTask }[] = [];
  let stopped = false;

  const work = async ({ executionArn, task }: { executionArn: string; task: PendingTask }): Promise<void> => {
    await options.report(executionArn, await call(options.invoke, task)).finally(() => known.delete(task.id));
  };
  const next = (): void => {
    while (!stopped && running.size < options.concurrency) {
      const one = waiting.shift();
      if (!one) return;
      const call = work(one).finally(() => {
        running.delete(call);
        next();
      });
      running.add(call);
    }
  };
  return {
    launch(executionArn, task) {
      if (known.has(task.id)) return;
      known.add(task.id);
      waiting.push({ executionArn, task });
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

async function call(invoke: InvokeFunction, task: PendingTask): Promise<Happening> {
  try {
    const payload = await invoke(task.functionName, task.payload);
    const output = resultOf(task, payload);
    return { kind: task.token === undefined ? 'taskSucceeded' : 'taskSubmitted', taskId: task.id, output };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const cause =
      error instanceof FunctionNotFoundError
        ? message
        : JSON.stringify({ errorType: name, errorMessage: message, trace: [] });
    return { kind: 'taskFailed', taskId: task.id, error: name, cause };
  }
}

/** `lambda:invoke` wraps the function's answer; a plain function ARN does not. */
function resultOf(task: PendingTask, payload: Json): Json {
  if (taskResource(task.resource)?.plainFunction) return payload;
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: task.id },
    StatusCode: 200,
  };
}
