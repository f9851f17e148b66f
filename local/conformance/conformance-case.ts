import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** One recorded case: a state machine, its input, what the outside does, and what AWS answered. */
export interface ConformanceCase {
  readonly id: string;
  readonly group: string;
  readonly kind: 'execution' | 'validation';
  readonly definition?: JsonObject;
  /** The definition where it is no JSON. */
  readonly definitionText?: string;
  readonly input?: Json;
  readonly lambdas?: Readonly<Record<string, LambdaStub>>;
  readonly callback?: readonly CallbackScript[];
  readonly expect: Expectation;
}

/** How a function of a case behaves. */
export interface LambdaStub {
  readonly behaviour: 'echo' | 'return' | 'prefix' | 'repeat' | 'raise' | 'sleep' | 'notFound';
  readonly value?: Json;
  readonly prefix?: string;
  readonly text?: string;
  readonly times?: number;
  readonly errorType?: string;
  readonly payloadText?: string;
  readonly seconds?: number;
  readonly then?: LambdaStub;
  readonly error?: string;
  readonly cause?: string;
}

/** What somebody does, in order, with the token that a state hands out. */
export interface CallbackScript {
  readonly state: string;
  readonly actions: readonly CallbackAction[];
}

export interface CallbackAction {
  readonly do: 'SendTaskSuccess' | 'SendTaskFailure' | 'SendTaskHeartbeat';
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly times?: number;
  readonly waitSecondsBefore?: number;
}

/** What must come out; which members are there depends on the kind. */
export interface Expectation {
  readonly status?: string;
  readonly output?: Json;
  readonly error?: Json;
  readonly cause?: Json;
  readonly events?: readonly JsonObject[];
  readonly eventOrder?: 'total' | 'partial' | 'unstable';
  readonly ignoreEventTypes?: readonly string[];
  /** Of a definition: whether CreateStateMachine refuses it, and with what. */
  readonly refused?: boolean;
  readonly message?: string;
  /** What ValidateStateMachineDefinition says of it. */
  readonly result?: 'OK' | 'FAIL';
  readonly diagnostics?: readonly { severity: string; code: string; location?: string }[];
}

/** Reads every case of a folder (its own files, or those of its folder `cases`), ordered by file name. */
export function readCases(folder: string): ConformanceCase[] {
  const cases = readdirSync(folder, { withFileTypes: true }).some((entry) => entry.name === 'cases')
    ? join(folder, 'cases')
    : folder;
  return readdirSync(cases)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(cases, name), 'utf8')) as ConformanceCase);
}
