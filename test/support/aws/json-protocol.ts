import { type FakeRequest, type FakeServer, startFakeServer } from './http-server.ts';

/** An error as AWS's JSON protocols tell it. */
export class AwsFault extends Error {
  override readonly name = 'AwsFault';
  /** The shape's name, such as `ParameterNotFound`. */
  readonly code: string;
  readonly more: object;
  readonly status: number;
  constructor(
    code: string,
    message = code,
    { status = 400, ...more }: { status?: number } & Record<string, unknown> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.more = more;
  }
}

/** What a fake does for each operation. */
export type Operations = Readonly<Record<string, (input: object) => Promise<object> | object>>;

/** A fake of a service that speaks AWS's JSON protocol 1.0 or 1.1, and can be told to fail. */
export interface JsonService extends FakeServer {
  /** The next calls of an operation fail so: an error, or `hang up` once it is done, as when the answer is lost. */
  failNext(operation: string, failure: AwsFault | 'hang up', times?: number): void;
  forgetFailures(): void;
  /** The operations in the order of the calls. */
  readonly calls: readonly string[];
  /** What they were given. */
  readonly inputs: readonly object[];
}

/** Starts a fake: `x-amz-target` names the operation, input and output are JSON. */
export async function startJsonService(operations: Operations): Promise<JsonService> {
  const failures: { operation: string; failure: AwsFault | 'hang up' }[] = [];
  const calls: string[] = [];
  const inputs: object[] = [];
  const server = await startFakeServer(async (request) => {
    const operation = operationOf(request);
    const input: object = JSON.parse(request.body.toString('utf8'));
    calls.push(operation);
    inputs.push(input);
    const planned = failures.findIndex((one) => one.operation === operation);
    const failure = planned < 0 ? undefined : failures.splice(planned, 1)[0]?.failure;
    try {
      if (failure instanceof AwsFault) throw failure;
      const output = await perform(operations, operation, input);
      return failure ?? { status: 200, headers: JSON_HEADERS, body: JSON.stringify(output) };
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      const { code, message, more, status } = error;
      return { status, headers: JSON_HEADERS, body: JSON.stringify({ __type: code, message, ...more }) };
    }
  });
  return {
    ...server,
    calls,
    inputs,
    forgetFailures: () => {
      failures.length = 0;
    },
    failNext(operation, failure, times = 1) {
      for (let n = 0; n < times; n++) failures.push({ operation, failure });
    },
  };
}

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

function operationOf({ headers }: FakeRequest): string {
  return String(headers['x-amz-target']).split('.').at(-1) ?? '';
}

async function perform(operations: Operations, operation: string, input: object): Promise<object> {
  const found = operations[operation];
  if (!found) throw new AwsFault('UnknownOperationException', `The fake knows no ${operation}.`);
  return found(input);
}
