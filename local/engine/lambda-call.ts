import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { FunctionFailedError } from './function-failed-error.ts';

/** What `lambda:invoke` is asked for: which function, with which event, and whether its result matters. */
export interface LambdaCall {
  readonly name: string;
  readonly event: Json;
  readonly invocation: 'RequestResponse' | 'Event' | 'DryRun';
}

/** Reads the arguments of `lambda:invoke`. @throws FunctionFailedError for a request that Lambda would refuse. */
export function lambdaCallOf(request: JsonObject): LambdaCall {
  const { FunctionName, Payload, InvocationType = 'RequestResponse' } = request;
  if (InvocationType !== 'RequestResponse' && InvocationType !== 'Event' && InvocationType !== 'DryRun') {
    throw new FunctionFailedError('Lambda.InvalidParameterValueException', `InvocationType: ${String(InvocationType)}`);
  }
  return { name: nameOfFunction(String(FunctionName)), event: eventOf(Payload), invocation: InvocationType };
}

/**
 * Makes the call and answers what Lambda answers. On one machine an `Event` is waited for too, so that a crash has it called again; its
 * result and its failure are nobody's, as on AWS.
 */
export async function invokeLambda(call: LambdaCall, invoke: () => Promise<Json>): Promise<JsonObject> {
  switch (call.invocation) {
    case 'RequestResponse':
      return { ExecutedVersion: '$LATEST', Payload: await invoke(), StatusCode: 200 };
    case 'Event':
      await invoke().catch(() => undefined);
      return { Payload: '', StatusCode: 202 };
    case 'DryRun':
      return { Payload: '', StatusCode: 204 };
  }
}

/** The bare name in a name, a partial or a full ARN, each with or without a version or alias. */
export function nameOfFunction(nameOrArn: string): string {
  const name = nameOrArn.split(':function:').at(-1) ?? nameOrArn;
  return name.split(':')[0] ?? name;
}

/** A text as Payload is the event's JSON text; none is an empty object. */
function eventOf(payload: Json | undefined): Json {
  if (payload === undefined || payload === null) return {};
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload) as Json;
  } catch {
    throw new FunctionFailedError(
      'Lambda.InvalidRequestContentException',
      'Could not parse request body into json: Unrecognized token',
    );
  }
}
