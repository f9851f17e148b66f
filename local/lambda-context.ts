import type { Context } from 'aws-lambda';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';

/** What Lambda tells a function of its own run. */
export function contextOf({ name, memoryMegabytes, timeoutSeconds }: FunctionDeclaration): Context {
  const nothing = (): void => {};
  return {
    awsRequestId: crypto.randomUUID(),
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
}
