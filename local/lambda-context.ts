import type { Context } from 'aws-lambda';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';

/** What Lambda tells a function of each run of its own. */
export function contextsOf({ name, memoryMegabytes, timeoutSeconds }: FunctionDeclaration): () => Context {
  const nothing = (): void => {};
  const same: Omit<Context, 'awsRequestId'> = {
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
    memoryLimitInMB: String(memoryMegabytes),
    logGroupName: name,
    logStreamName: name,
    getRemainingTimeInMillis: () => timeoutSeconds * 1_000,
    done: nothing,
    fail: nothing,
    succeed: nothing,
  };
  return () => ({ ...same, awsRequestId: crypto.randomUUID() });
}
