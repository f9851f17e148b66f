import type { Json } from '../../shared/domain/json/json.ts';
import { TaskDoesNotExistError, TaskTimedOutError } from '../../shared/ports/state-machines.ts';
import { findTask, type TaskHappening } from './execution.ts';
import type { Executor } from './executor.ts';
import { isTooLarge } from './payload.ts';
import { InvalidOutputError } from './service-errors.ts';
import { readToken } from './task-token.ts';

/**
 * What somebody who has a task's token may say of it. Each resolves when it is journalled.
 *
 * All throw InvalidTokenError for a text that is no token, TaskDoesNotExistError when nothing is known of the execution any more, and
 * TaskTimedOutError when the task is over.
 */
export interface TaskAnswers {
  /** @throws InvalidOutputError above 256 KiB; the task stays open then. */
  sendTaskSuccess(answer: { taskToken: string; output: Json }): Promise<void>;
  sendTaskFailure(answer: { taskToken: string; error?: string; cause?: string }): Promise<void>;
  sendTaskHeartbeat(answer: { taskToken: string }): Promise<void>;
}

/** Makes the answers over an executor. */
export function createTaskAnswers(executor: Pick<Executor, 'alone' | 'run' | 'advance'>): TaskAnswers {
  const answer = async (taskToken: string, happeningOf: (taskId: string) => TaskHappening): Promise<void> => {
    const { executionArn, taskId } = readToken(taskToken);
    return executor.alone(executionArn, async () => {
      const run = executor.run(executionArn);
      if (!run) throw new TaskDoesNotExistError("Task Does Not Exist: 'There is no task with this token'");
      const isOpen =
        run.execution.status === 'RUNNING' && findTask(run.strands.values(), taskId)?.task.token === taskToken;
      if (!isOpen) throw new TaskTimedOutError("Task Timed Out: 'Provided task does not exist anymore'");
      await executor.advance(run, happeningOf(taskId));
    });
  };
  return {
    async sendTaskSuccess({ taskToken, output }) {
      if (isTooLarge(JSON.stringify(output))) {
        throw new InvalidOutputError("Invalid Output: 'The output is larger than 262144 bytes'");
      }
      await answer(taskToken, (taskId) => ({ kind: 'taskSucceeded', taskId, output }));
    },
    sendTaskFailure: ({ taskToken, error, cause }) =>
      answer(taskToken, (taskId) => ({
        kind: 'taskFailed',
        taskId,
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
      })),
    sendTaskHeartbeat: ({ taskToken }) => answer(taskToken, (taskId) => ({ kind: 'heartbeat', taskId })),
  };
}
