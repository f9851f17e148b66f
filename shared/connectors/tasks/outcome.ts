import * as z from 'zod';
import type { JsonObject } from '../../domain/json/json.ts';
import { resultOf } from '../../domain/task/user-task.ts';
import { userTaskItems } from '../../repositories/task-items.ts';
import { ActionFailedError, defineAction } from '../catalogue/connector.ts';

/** What stands behind `task` steps when somebody has answered. */
export const outcome = defineAction({
  name: 'outcome',
  title: 'Say what became of a task',
  description: 'Whether the task is answered, by whom, and what was filled in.',
  options: z.strictObject({
    asked: z.object({ taskId: z.string().describe('Id of the task.') }).describe('What tasks.assign answered.'),
  }),
  async run({ run: { company }, ports }, { asked }) {
    const task = await userTaskItems.get(ports.store, { company, id: asked.taskId });
    if (!task) throw new ActionFailedError(`Task ${asked.taskId} is not there.`);
    const result = resultOf(task.value);
    return { output: result ? { decided: true, result: { ...result } as JsonObject } : { decided: false, result: {} } };
  },
});
