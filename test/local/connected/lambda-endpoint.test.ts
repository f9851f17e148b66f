import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLambdaEndpoint } from '../../../local/connected/lambda-endpoint.ts';
import { FunctionNotFoundError } from '../../../local/engine/task-workers.ts';
import type { LocalServer } from '../../../local/http/server.ts';
import type { Json } from '../../../shared/domain/json/json.ts';

class RecordLockedError extends Error {
  override readonly name = 'RecordLockedError';
}

describe('Lambda for machines elsewhere', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await startLambdaEndpoint({
      port: 0,
      async invokeFunction(name, payload) {
        if (name === 'fails') throw new RecordLockedError('Somebody else has it.');
        if (name !== 'echo') throw new FunctionNotFoundError(`Function not found: ${name}`);
        return { name, payload };
      },
    });
  });
  afterAll(() => server.close());

  async function invoke(name: string, body: string): Promise<{ status: number; error: string | null; json: Json }> {
    const answer = await fetch(`http://127.0.0.1:${server.port}/2015-03-31/functions/${name}/invocations`, {
      method: 'POST',
      body,
    });
    const error = answer.headers.get('x-amz-function-error') ?? answer.headers.get('x-amzn-errortype');
    return { status: answer.status, error, json: (await answer.json()) as Json };
  }

  it.each([
    'echo',
    'function:echo',
    '123456789012:function:echo',
    encodeURIComponent('arn:aws:lambda:eu-west-1:123456789012:function:echo'),
    encodeURIComponent('arn:aws:lambda:eu-west-1:123456789012:function:echo:$LATEST'),
  ])('calls the function that is named %s', async (name) => {
    expect(await invoke(name, '{"a":[1]}')).toEqual({
      status: 200,
      error: null,
      json: { name: 'echo', payload: { a: [1] } },
    });
  });

  it('hands on an empty event where none is sent', async () => {
    expect(await invoke('echo', '')).toMatchObject({ json: { payload: {} } });
  });

  it('tells what a function threw by the name that machines catch', async () => {
    expect(await invoke('fails', '{}')).toEqual({
      status: 200,
      error: 'Unhandled',
      json: { errorType: 'RecordLockedError', errorMessage: 'Somebody else has it.', trace: [] },
    });
  });

  it.each([
    ['nobody', '{}', 404, 'ResourceNotFoundException'],
    ['echo', '{', 400, 'InvalidRequestContentException'],
  ])('refuses %s with %s', async (name, body, status, error) => {
    expect(await invoke(name, body)).toMatchObject({ status, error });
  });
});
