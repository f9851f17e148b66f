import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { TaskState } from './asl.ts';

export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const INVOKE_AND_WAIT = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** Where the run stands, in the payload of every call. */
export function placeOf(step: string): JsonObject {
  return { company: '{% $run.company %}', runId: '{% $run.id %}', step, visit: '{% $visit %}' };
}

/** Only the waiting function gets the task token; expressions of users can not ask for `$states`. */
export const TASK_TOKEN = '{% $states.context.Task.Token %}';

/** The next visit has a number of its own: it is part of the idempotency key of every action. */
export const NEXT_VISIT: JsonObject = { visit: '{% $visit + 1 %}' };

/** What passes from state to state: nothing. What is needed later is in variables. */
export const NO_OUTPUT: Json = {};

/** A call of a function with its payload. */
export function argumentsOf(functionName: string, payload: JsonObject): TaskState['Arguments'] {
  return { FunctionName: functionName, Payload: payload };
}
