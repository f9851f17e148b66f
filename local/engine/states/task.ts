import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { TaskState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import type { PendingTask } from '../execution.ts';
import { executing } from '../expressions.ts';
import { payloadText } from '../payload.ts';
import { secondsOf } from '../seconds.ts';
import { StateError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import { type TaskResource, taskResource } from '../task-resource.ts';
import type { Move } from './move.ts';

/** Schedules the task: evaluates its arguments, and hands out a token where it is answered by one. */
export async function enterTask(step: Step, state: TaskState, standing: Standing): Promise<Move> {
  const resource = resourceOf(state);
  const id = step.environment.newTaskId();
  const token = resource.result === 'token' ? step.environment.newToken(id) : undefined;
  const scope = { standing, ...(token !== undefined && { token }) };
  const parameters =
    state.Arguments === undefined ? standing.input : await step.evaluate(state.Arguments, 'Arguments', scope);
  const timeoutSeconds = await limitOf(step, state, { field: 'TimeoutSeconds', standing });
  const heartbeatSeconds = await limitOf(step, state, { field: 'HeartbeatSeconds', standing });
  checkRequired(resource, { parameters, standing });
  tellScheduled(step, resource, { standing, parameters, timeoutSeconds, heartbeatSeconds });
  const { now } = step.environment;
  const task: PendingTask = {
    id,
    resource: state.Resource,
    parameters,
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
export function tellTask(
  step: Step,
  resource: TaskResource,
  what: { strand: string; happening: string; details?: JsonObject },
): void {
  const { strand, happening, details = {} } = what;
  const service = { resourceType: resource.service, resource: resource.action };
  if (resource.plainFunction) step.tell(strand, `LambdaFunction${happening}`, details);
  else step.tell(strand, `Task${happening}`, { ...service, ...details });
}

/** @throws StateError `States.Runtime` for a resource that validation would have refused. */
export function resourceOf(task: { Resource: string }): TaskResource {
  const resource = taskResource(task.Resource);
  if (!resource) throw new StateError('States.Runtime', `The resource ${task.Resource} is not supported here.`);
  return resource;
}

function tellScheduled(
  step: Step,
  resource: TaskResource,
  about: {
    standing: Standing;
    parameters: Json;
    timeoutSeconds: number | undefined;
    heartbeatSeconds: number | undefined;
  },
): void {
  const { standing, parameters, timeoutSeconds, heartbeatSeconds } = about;
  const text = payloadText(parameters, standing.state);
  tellTask(step, resource, {
    strand: standing.strand,
    happening: 'Scheduled',
    details: {
      ...(resource.plainFunction ? { resource: resource.arn, input: text } : { region: 'local', parameters: text }),
      ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
      ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
    },
  });
  tellTask(step, resource, { strand: standing.strand, happening: 'Started' });
}

function checkRequired(resource: TaskResource, about: { parameters: Json; standing: Standing }): void {
  const { parameters, standing } = about;
  const fields = typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters) ? parameters : {};
  const missing = resource.required.filter((field) => fields[field] === undefined || fields[field] === null);
  if (missing.length === 0) return;
  const reasons = missing.map((field) => `The field '${field}' is required but was missing`).join(', ');
  throw new StateError(
    'States.Runtime',
    `${executing(standing)} The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [${reasons}]`,
  );
}

async function limitOf(
  step: Step,
  state: TaskState,
  about: { field: 'TimeoutSeconds' | 'HeartbeatSeconds'; standing: Standing },
): Promise<number | undefined> {
  const template = state[about.field];
  return template === undefined ? undefined : secondsOf(step, template, { ...about, min: 1 });
}
