import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { Happening, PendingTask } from './execution.ts';
import { FunctionFailedError } from './function-failed-error.ts';
import { invokeLambda, lambdaCallOf, nameOfFunction } from './lambda-call.ts';
import { type TaskResource, taskResource } from './task-resource.ts';

/** From where a task calls: for logs, and for those who answer by token. */
export interface TaskOrigin {
  readonly executionArn: string;
  readonly state: string;
  /** Present on tasks that are answered by their token. */
  readonly taskToken?: string;
}

/** Calls a function as Lambda would; rejects with what the function threw. */
export type InvokeFunction = (name: string, payload: Json, origin: TaskOrigin) => Promise<Json>;
/** Calls an action of a service with its arguments under AWS's names; answers what the service answers. */
export type CallService = (request: JsonObject, origin: TaskOrigin) => Promise<JsonObject>;
/** Starts an execution for a task. `waits` when the task waits for its end. */
export type StartChild = (
  request: JsonObject,
  task: { id: string; origin: TaskOrigin; waits: boolean },
) => Promise<{ executionArn: string; startedAt: string }>;

/** What tasks ask Step Functions' own API about executions (`aws-sdk:sfn`), by action, with arguments and answers under AWS's names. */
export type ExecutionCalls = Readonly<Record<string, (request: JsonObject) => Promise<JsonObject>>>;

/** The journal did not take what a call changes, or did and could not say so. That is no failure of the task: it is to be called again. */
export class CallUncertainError extends Error {
  override readonly name = 'CallUncertainError';
}

/** What tasks can call. A service that is absent fails its tasks. */
export interface Services {
  readonly invokeFunction: InvokeFunction;
  readonly sendMessage?: CallService | undefined;
  readonly publishMessage?: CallService | undefined;
  readonly startChild: StartChild;
  readonly executionCalls: ExecutionCalls;
}

/** Makes the call of a task, once. Answers what happened to the task. @throws CallUncertainError when that is not known. */
export async function callTask(services: Services, task: PendingTask, origin: TaskOrigin): Promise<Happening> {
  const resource = taskResource(task.resource);
  try {
    if (!resource) throw new Error(`The resource ${task.resource} is not supported here.`);
    return resource.service === 'states'
      ? await startExecution(services, { task, origin, resource })
      : answered(task, resource, await call(services, { task, origin, resource }));
  } catch (error) {
    if (error instanceof CallUncertainError) throw error;
    return { kind: 'taskFailed', taskId: task.id, ...failureOf(error) };
  }
}

interface Call {
  readonly task: PendingTask;
  readonly origin: TaskOrigin;
  readonly resource: TaskResource;
}

async function call(services: Services, { task, origin, resource }: Call): Promise<Json> {
  const parameters = task.parameters ?? null;
  const request = asObject(parameters);
  switch (resource.service) {
    case 'lambda': {
      if (resource.plainFunction) return services.invokeFunction(nameOfFunction(resource.arn), parameters, origin);
      const call = lambdaCallOf(request);
      const answer = await invokeLambda(call, () => services.invokeFunction(call.name, call.event, origin));
      return { ...answer, ...sdkMembers(task) };
    }
    case 'sqs': {
      if (!services.sendMessage)
        throw new FunctionFailedError('SQS.QueueDoesNotExistException', 'There is no queue service here.');
      const answer = await services.sendMessage({ ...request, MessageBody: asText(request.MessageBody) }, origin);
      return { ...answer, ...sdkMembers(task) };
    }
    case 'sns': {
      if (!services.publishMessage)
        throw new FunctionFailedError('SNS.NotFoundException', 'There is no topic service here.');
      const answer = await services.publishMessage({ ...request, Message: asText(request.Message) }, origin);
      return { ...answer, ...sdkMembers(task) };
    }
    case 'aws-sdk:sfn': {
      const action = services.executionCalls[resource.action];
      if (!action) throw new Error(`The action ${resource.action} is not supported here.`);
      return action(request);
    }
    case 'states':
      throw new Error('Executions are started elsewhere.');
  }
}

async function startExecution(services: Services, { task, origin, resource }: Call): Promise<Happening> {
  const waits = resource.result === 'execution';
  const { executionArn, startedAt } = await services.startChild(asObject(task.parameters), {
    id: task.id,
    origin,
    waits,
  });
  const output = { ExecutionArn: executionArn, StartDate: startedAt, ...sdkMembers(task) };
  if (waits) return { kind: 'taskSubmitted', taskId: task.id, output, childArn: executionArn };
  return answered(task, resource, output);
}

function answered(task: PendingTask, resource: TaskResource, output: Json): Happening {
  return { kind: resource.result === 'call' ? 'taskSucceeded' : 'taskSubmitted', taskId: task.id, output };
}

/** Error and cause of a failed call, as Lambda and the services report them. */
function failureOf(error: unknown): { error: string; cause: string } {
  if (error instanceof FunctionFailedError) return { error: error.error, cause: error.reason };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  // What the service itself says of a call; anything else was thrown by the function.
  if (name.startsWith('Lambda.')) return { error: name, cause: message };
  return { error: name, cause: JSON.stringify({ errorType: name, errorMessage: message, trace: [] }) };
}

function sdkMembers(task: PendingTask): JsonObject {
  return { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: task.id } };
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
