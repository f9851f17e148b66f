import { systemClock as clock } from '../../shared/adapters/system/system-clock.ts';
import { createSystemIdSource } from '../../shared/adapters/system/system-id-source.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import type { HttpAnswer } from '../../shared/middleware/http-event.ts';
import type { Log } from '../../shared/ports/log.ts';
import { createEngine } from '../engine/engine.ts';
import { startHttpServer } from '../http/server.ts';
import type { LocalRequest } from '../http/to-http-event.ts';
import { openDatabase } from '../store/database.ts';
import { type StepFunctionsOperations, stepFunctionsOperations } from './step-functions-operations.ts';

/** Our own engine where Step Functions would be. */
export interface EngineEndpoint {
  readonly url: string;
  stop(): Promise<void>;
}

const DRAIN_MILLISECONDS = 1_000;

/** Starts an engine in memory behind AWS's JSON 1.0 protocol, on a free port of loopback. */
export async function startEngineEndpoint(options: {
  invokeFunction(name: string, payload: Json): Promise<Json>;
  log: Log;
}): Promise<EngineEndpoint> {
  const { invokeFunction, log } = options;
  const ids = createSystemIdSource(clock);
  const database = openDatabase(':memory:');
  const engine = createEngine({
    database,
    clock,
    ids,
    invokeFunction,
    // As on AWS, a machine does not know who listens: whoever hosts the functions asks for what ended.
    onStatusChange: async () => {},
    onFault: (error) => log.error('The engine met a fault.', error),
  });
  const operations = stepFunctionsOperations(engine);
  const server = await startHttpServer({ port: 0, clock, ids, handle: (request) => answerCall(operations, request) });
  await engine.startUp();
  return {
    url: `http://127.0.0.1:${server.port}`,
    async stop() {
      await server.close();
      await engine.drain(DRAIN_MILLISECONDS);
      await database.close();
    },
  };
}

/** `x-amz-target` names the operation; an error is told by its name. */
async function answerCall(operations: StepFunctionsOperations, request: LocalRequest): Promise<HttpAnswer> {
  const operation = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
  const work = operations[operation];
  try {
    if (!work) return fault('UnknownOperationException', `The engine knows no ${operation}.`);
    return jsonProtocol(200, await work(JSON.parse(request.body.toString('utf8'))));
  } catch (error) {
    if (error instanceof Error) return fault(error.name, error.message);
    throw error;
  }
}

function fault(code: string, message: string): HttpAnswer {
  return jsonProtocol(400, { __type: code, message });
}

function jsonProtocol(statusCode: number, value: object): HttpAnswer {
  return { statusCode, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(value) };
}
