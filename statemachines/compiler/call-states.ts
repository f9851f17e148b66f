import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { TaskState } from './asl.ts';
import { type Scope, visitOf } from './scope.ts';

export const INVOKE = 'arn:aws:states:::lambda:invoke';
export const INVOKE_AND_WAIT = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
export const START_AND_AWAIT = 'arn:aws:states:::states:startExecution.sync:2';
export const DESCRIBE = 'arn:aws:states:::aws-sdk:sfn:describeExecution';
export const REDRIVE = 'arn:aws:states:::aws-sdk:sfn:redriveExecution';

/** Where the run stands, in the payload of every call. */
export function placeOf(step: string, scope: Scope): JsonObject {
  return { company: '{% $run.company %}', runId: '{% $run.id %}', step, visit: visitOf(scope) };
}

/** Only the waiting function gets the task token; expressions of users can not ask for `$states`. */
export const TASK_TOKEN = '{% $states.context.Task.Token %}';

/** What an execution that does a part of a step is to do. */
export const PART = '$states.context.Execution.Input.part';

/** What passes from state to state: nothing. What is needed later is in variables. */
export const NO_OUTPUT: Json = {};

/** A call of a function with its payload. */
export function argumentsOf(functionName: string, payload: JsonObject): TaskState['Arguments'] {
  return { FunctionName: functionName, Payload: payload };
}
