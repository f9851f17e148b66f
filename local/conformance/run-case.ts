import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import type { ExecutionDescription } from '../../shared/ports/state-machines.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { CallService, TaskOrigin } from '../engine/task-calls.ts';
import { createCallbackScripts } from './callback-scripts.ts';
import { compareHistory } from './compare-history.ts';
import { compareValidation } from './compare-validation.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { type CountedDatabase, openCountedDatabase } from './counted-database.ts';
import { createLambdaStubs } from './lambda-stubs.ts';
import { createLeapingClock, type LeapingClock } from './leaping-clock.ts';
import { causeDifferences, type Difference, differences } from './matches.ts';

/** What became of one case. */
export interface CaseResult {
  readonly id: string;
  readonly group: string;
  readonly passed: boolean;
  readonly differences: readonly Difference[];
  /** The engine itself failed. */
  readonly fault?: string;
}

/** Leaps in time after which a case is given up. */
const MAX_LEAPS = 5_000;
/** Events asked for at once: all of them. */
const ALL_EVENTS = 25_000;
const ARNS = { partition: 'aws', region: 'us-east-1', account: '111111111111' };

/** Runs one case on an engine of its own, in memory, and compares what came out. */
export async function runCase(one: ConformanceCase): Promise<CaseResult> {
  const { id, group } = one;
  try {
    const found = one.kind === 'validation' ? await validationDifferences(one) : await executionDifferences(one);
    return { id, group, passed: found.length === 0, differences: found };
  } catch (error) {
    return { id, group, passed: false, differences: [], fault: String((error as Error).stack ?? error) };
  }
}

async function validationDifferences(one: ConformanceCase): Promise<Difference[]> {
  const database = openCountedDatabase();
  const engine = engineFor(one, { database, clock: createLeapingClock(Date.now(), database.transactions), faults: [] });
  const validation = await engine.validate(definitionText(one));
  await database.close();
  return compareValidation(one.expect, validation);
}

async function executionDifferences(one: ConformanceCase): Promise<Difference[]> {
  const database = openCountedDatabase();
  const clock = createLeapingClock(Date.now(), database.transactions);
  const faults: unknown[] = [];
  const engine = engineFor(one, { database, clock, faults });
  await engine.startUp();
  const { stateMachineArn } = await engine.create({ name: 'machine', definition: definitionText(one) });
  const started = engine.start({ stateMachineArn, name: randomUUID(), input: inputOf(one) });
  const { executionArn } = await started;
  let description = await engine.describe(executionArn);
  for (let leaps = 0; description.status === 'RUNNING' && leaps < MAX_LEAPS && faults.length === 0; leaps++) {
    if (!(await clock.leap())) break;
    description = await engine.describe(executionArn);
  }
  const { events } = await engine.history({ executionArn, limit: ALL_EVENTS });
  await engine.drain(0);
  await database.close();
  if (faults.length > 0) throw faults[0];
  return outcomeDifferences(one, { description, events });
}

function engineFor(
  one: ConformanceCase,
  about: { database: CountedDatabase; clock: LeapingClock; faults: unknown[] },
): Engine {
  const { database, clock, faults } = about;
  const scripts = createCallbackScripts(one.callback ?? [], { clock, machines: () => engine });
  const callFunction = createLambdaStubs(one.lambdas, clock);
  const seen = ({ state, taskToken }: TaskOrigin): void => {
    if (taskToken !== undefined) scripts.play(state, taskToken);
  };
  const accept: CallService = async (_request, origin) => {
    seen(origin);
    return { MessageId: randomUUID() };
  };
  const engine = createEngine({
    database,
    clock,
    ids: { newId: randomUUID, newSecret: () => randomUUID(), random: Math.random },
    arns: ARNS,
    invokeFunction: (name, event, origin) => {
      seen(origin);
      return callFunction(name, event);
    },
    sendMessage: accept,
    publishMessage: accept,
    onStatusChange: async () => {},
    onFault: (error) => faults.push(error),
  });
  return engine;
}

function outcomeDifferences(
  { expect }: ConformanceCase,
  actual: { description: ExecutionDescription; events: readonly HistoryEvent[] },
): Difference[] {
  const { description, events } = actual;
  const { status, output, error, cause } = description;
  const succeeded = expect.status === 'SUCCEEDED';
  return [
    ...differences(expect.status, status, 'status'),
    ...(succeeded && expect.output !== undefined ? differences(expect.output, output, 'output') : []),
    ...(succeeded ? [] : failureDifferences(expect, { error, cause })),
    ...(expect.events ? compareHistory(expect, events) : []),
  ];
}

/** A recorded failure without error and cause has none. */
function failureDifferences(
  expect: ConformanceCase['expect'],
  actual: { error: string | undefined; cause: string | undefined },
): Difference[] {
  return [
    ...differences(expect.error, actual.error, 'error'),
    ...causeDifferences(expect.cause, actual.cause as Json | undefined, 'cause'),
  ];
}

/** The port knows objects; a recorded execution may have begun with any JSON. */
function inputOf({ input = {} }: ConformanceCase): JsonObject {
  return input as JsonObject;
}

function definitionText({ definition, definitionText: text }: ConformanceCase): string {
  return text ?? JSON.stringify(definition);
}
