import { randomUUID } from 'node:crypto';
import { openCountedDatabase } from '../../../local/conformance/counted-database.ts';
import { createLeapingClock } from '../../../local/conformance/leaping-clock.ts';
import { createEngine } from '../../../local/engine/engine.ts';
import { FunctionFailedError } from '../../../local/engine/function-failed-error.ts';
import { FunctionNotFoundError } from '../../../local/engine/task-workers.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../../shared/domain/run/history-event.ts';
import type { ExecutionDescription } from '../../../shared/ports/state-machines.ts';

/** What became of an execution, and how many seconds it took on its clock. */
export interface Outcome {
  readonly description: ExecutionDescription;
  readonly events: readonly HistoryEvent[];
  readonly seconds: number;
}

/** A function that tasks may call: what it returns, or `{ fails: [error, cause] }`, for its first, second, ... call. */
export type Answers = readonly (
  | Json
  | { readonly fails: readonly [error: string, cause: string] }
  | { readonly takes: number }
)[];

/** A year of sleeping hour by hour. */
const MAX_LEAPS = 10_000;

/** The states of a machine in JSONata mode, beginning with the first. */
export function machine(states: Readonly<Record<string, object>>, rest: object = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...rest };
}

/** A Task that calls the function `f` with an event. */
export function task(rest: object, event: Json = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f', Payload: event },
    ...rest,
  };
}

/** Runs a definition to its end on an engine in memory, whose clock leaps over every wait. */
export async function runMachine(
  definition: object,
  { input = {}, answers = [] }: { input?: JsonObject; answers?: Answers } = {},
): Promise<Outcome> {
  const database = openCountedDatabase();
  const clock = createLeapingClock(Date.parse('2026-03-02T08:00:00.000Z'), database.transactions);
  const startedAt = clock.now();
  const faults: unknown[] = [];
  let calls = 0;
  const engine = createEngine({
    database,
    clock,
    ids: { newId: randomUUID, newSecret: () => randomUUID(), random: () => 0.5 },
    async invokeFunction(name, event) {
      if (name !== 'f') throw new FunctionNotFoundError(`Function not found: ${name}`);
      const answer = answers[calls++] ?? answers.at(-1) ?? event;
      if (isFailure(answer)) throw new FunctionFailedError(...answer.fails);
      if (isSlow(answer)) await clock.sleep(answer.takes * 1_000);
      return answer as Json;
    },
    sendMessage: async () => ({ MessageId: 'm' }),
    onStatusChange: async () => {},
    onFault: (error) => faults.push(error),
  });
  await engine.startUp();
  const { stateMachineArn } = await engine.create({ name: 'machine', definition: JSON.stringify(definition) });
  const { executionArn } = await engine.start({ stateMachineArn, name: 'run', input });
  let description = await engine.describe(executionArn);
  for (let leaps = 0; description.status === 'RUNNING' && leaps < MAX_LEAPS; leaps++) {
    if (!(await clock.leap()) || faults.length > 0) break;
    description = await engine.describe(executionArn);
  }
  const { events } = await engine.history({ executionArn, limit: 25_000 });
  await engine.drain(0);
  await database.close();
  if (faults.length > 0) throw faults[0];
  const seconds = (Date.parse(description.stoppedAt ?? '') - startedAt) / 1_000;
  return { description, events, seconds };
}

function isFailure(answer: unknown): answer is { fails: [string, string] } {
  return typeof answer === 'object' && answer !== null && 'fails' in answer;
}

function isSlow(answer: unknown): answer is { takes: number } {
  return typeof answer === 'object' && answer !== null && 'takes' in answer;
}
