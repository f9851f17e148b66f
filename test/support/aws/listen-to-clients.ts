import { AsyncLocalStorage } from 'node:async_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { HostedFunction } from '../../../local/connected/hosted-functions.ts';

/** A command that a client of AWS sent, with its answer. */
export interface HeardCommand {
  /** In the course of which function; absent when it was none. */
  readonly functionName?: string;
  /** `GetItemCommand`. */
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: unknown;
}

/** Somebody who listens. */
export interface ClientEar {
  /** Lets what a function sends be told from what others send. */
  follow(hosted: HostedFunction): HostedFunction;
  stop(): void;
}

type Send = (this: unknown, command: { readonly input: HeardCommand['input'] }, ...rest: unknown[]) => Promise<unknown>;

/** Hears every command that any client of this process sends and gets an answer to: all clients send through one method that they share. */
export function listenToClients(hear: (heard: HeardCommand) => void): ClientEar {
  const course = new AsyncLocalStorage<string>();
  const shared: { send: Send } = Object.getPrototypeOf(DynamoDBClient.prototype);
  const { send } = shared;
  shared.send = async function (command, ...rest) {
    const functionName = course.getStore();
    const output = await send.call(this, command, ...rest);
    hear({
      ...(functionName !== undefined && { functionName }),
      command: command.constructor.name,
      input: command.input,
      output,
    });
    return output;
  };
  return {
    follow: ({ declaration, invoke }) => ({
      declaration,
      invoke: (event) => course.run(declaration.name, () => invoke(event)),
    }),
    stop() {
      shared.send = send;
    },
  };
}
