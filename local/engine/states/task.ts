import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { TaskState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import type { PendingTask } from '../execution.ts';
import { QueryEvaluationError, StateError } from '../state-error.ts';
import { payloadText, type Standing, type Step } from '../step.ts';
import { type TaskResource, taskResource } from '../task-resource.ts';
import type { Move } from './move.ts';

/** Schedules the task: evaluates its arguments, and hands out a token where it is answered by one. */
export async function enterTask(step: Step, state: TaskState, standing: Standing): Promise<Move> {
  const resource = taskResource(state.Resource);
  if (!resource) throw new StateError('States.Runtime', `The resource ${state.Resource} is not supported here.`);
  const id = step.environment.newTaskId();
  const token = resource.byToken ? step.environment.newToken(id) : undefined;
  const scope = { standing, ...(token !== undefined && { token }) };
  const parameters =
    state.Arguments === undefined ? standing.input : await step.evaluate(state.Arguments, 'Arguments', scope);
  const timeoutSeconds = await secondsOf(step, state, { field: 'TimeoutSeconds', standing });
  const heartbeatSeconds = await secondsOf(step, state, { field: 'HeartbeatSeconds', standing });
  const { functionName, payload } = callOf(resource, parameters);
  tellScheduled(step, resource, { parameters, timeoutSeconds, heartbeatSeconds });
  const { now } = step.environment;
  const task: PendingTask = {
    id,
    resource: state.Resource,
    functionName,
    payload,
    phase: 'scheduled',
    ...(token !== undefined && { token }),
    ...(timeoutSeconds !== undefined && { timeoutAt: now + timeoutSeconds * 1_000 }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds, heartbeatAt: now + heartbeatSeconds * 1_000 }),
  };
  return { kind: 'wait', waiting: { kind: 'task', task } };
}

/** The task has a result. */
export async function leaveTask(step: Step, state: TaskState, at: { standing: Standing; result: Json }): Promise<Move> {
  const { standing, result } = at;
  const leaving = await leave(step, standing, {
    assign: state.Assign,
    output: state.Output,
    fallback: result,
    states: { result },
  });
  return { kind: 'go', next: state.Next, ...leaving };
}

/** What the history calls the happenings of a task: one set of names for plain function ARNs, one for service integrations. */
export function tellTask(step: Step, resource: TaskResource, happening: string, details: JsonObject = {}): void {
  const service = { resourceType: resource.service, resource: resource.action };
  if (resource.plainFunction) step.tell(`LambdaFunction${happening}`, details);
  else step.tell(`Task${happening}`, { ...service, ...details });
}

function tellScheduled(
  step: Step,
  resource: TaskResource,
  about: { parameters: Json; timeoutSeconds: number | undefined; heartbeatSeconds: number | undefined },
): void {
  const { parameters, timeoutSeconds, heartbeatSeconds } = about;
  const text = payloadText(parameters, 'task input');
  tellTask(step, resource, 'Scheduled', {
    ...(resource.plainFunction ? { resource: resource.arn, input: text } : { region: 'local', parameters: text }),
    ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
  });
  tellTask(step, resource, 'Started');
}

/** The function to call, and its event. A text as Payload is the event's JSON text; none is an empty object. */
function callOf(resource: TaskResource, parameters: Json): { functionName: string; payload: Json } {
  if (resource.plainFunction) return { functionName: nameOfFunction(resource.arn), payload: parameters };
  const { FunctionName, Payload } =
    typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters) ? parameters : {};
  if (typeof FunctionName !== 'string' || FunctionName === '') {
    throw new StateError('States.Runtime', 'The field FunctionName is missing in the arguments of lambda:invoke.');
  }
  return { functionName: nameOfFunction(FunctionName), payload: eventOf(Payload) };
}

function eventOf(payload: Json | undefined): Json {
  if (payload === undefined || payload === null) return {};
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload) as Json;
  } catch {
    throw new StateError('Lambda.InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

function nameOfFunction(nameOrArn: string): string {
  return nameOrArn.includes(':function:') ? (nameOrArn.split(':function:')[1]?.split(':')[0] ?? nameOrArn) : nameOrArn;
}

async function secondsOf(
  step: Step,
  state: TaskState,
  about: { field: 'TimeoutSeconds' | 'HeartbeatSeconds'; standing: Standing },
): Promise<number | undefined> {
  const template = state[about.field];
  if (template === undefined) return undefined;
  const seconds = await step.evaluate(template, about.field, about);
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0) return seconds;
  throw new QueryEvaluationError(
    about.field,
    `${about.field} of state '${about.standing.state}' must be a whole number above 0, not ${JSON.stringify(seconds)}.`,
  );
}
