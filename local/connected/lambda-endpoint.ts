import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import { FunctionNotFoundError } from '../engine/task-workers.ts';
import { type LocalServer, startHttpServer } from '../http/server.ts';
import type { LocalRequest } from '../http/to-http-event.ts';

/** A function's name, its ARN or a part of that, perhaps with a version. */
const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const NAME = /^(?:.*:)?function:([A-Za-z0-9_-]+)(?::[A-Za-z0-9_$-]+)?$/;

/**
 * Lambda's Invoke, as far as Step Functions needs it: whoever runs machines elsewhere calls our functions here, on loopback.
 *
 * @param options.port 0 takes any free one.
 * @throws PortInUseError
 */
export async function startLambdaEndpoint(options: {
  port: number;
  invokeFunction(name: string, payload: Json): Promise<Json>;
}): Promise<LocalServer> {
  const { port, invokeFunction } = options;
  const ids = createSystemIdSource(clock);
  return startHttpServer({ port, clock, ids, handle: (request) => answerInvocation(invokeFunction, request) });
}

async function answerInvocation(
  invokeFunction: (name: string, payload: Json) => Promise<Json>,
  { method, url, body }: LocalRequest,
): Promise<HttpAnswer> {
  const [, asked = ''] = INVOCATION.exec(url.split('?')[0] ?? '') ?? [];
  if (method !== 'POST' || asked === '')
    return refusal(404, 'ResourceNotFoundException', 'Only functions are called here.');
  const name = decodeURIComponent(asked);
  try {
    const payload: Json = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
    return invoked(await invokeFunction(NAME.exec(name)?.[1] ?? name, payload));
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, 'InvalidRequestContentException', error.message);
    if (error instanceof FunctionNotFoundError) return refusal(404, 'ResourceNotFoundException', error.message);
    const { name: errorType, message: errorMessage } = error instanceof Error ? error : new Error(String(error));
    return invoked({ errorType, errorMessage, trace: [] }, { 'x-amz-function-error': 'Unhandled' });
  }
}

function invoked(payload: Json, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST', ...headers },
    body: JSON.stringify(payload),
  };
}

function refusal(statusCode: number, code: string, message: string): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ Type: 'User', Message: message, message }),
  };
}
