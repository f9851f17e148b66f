import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { findFailure } from '../../../shared/usecases/find-failure.ts';
import type { HistoryBudget } from '../../../statemachines/compiler/history-events.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { compiled } from '../support/compiled.ts';
import { createWorld } from './machine-world.ts';
import { type Call, type Deed, eventView, RUN, type Story } from './story.ts';

const QUIET_MILLISECONDS = 3;
const DAY_SECONDS = 86_400;
/** More than any definition of these tests takes. */
const MAX_ROUNDS = 400;

/** An execution lives for a year; the reference knows no years. */
export const YEAR_OVER = 'ExecutionTimedOut';

/** Loops over two items and more are done in parts, mostly of two items. */
export const SHORT_HISTORY: HistoryBudget = { loops: 1, innerLoop: 1, part: 30, parts: 100 };

/** Runs the compiled definition on the engine, with a world that behaves as the platform does. */
export async function runMachine(
  harness: EngineHarness,
  definition: WorkflowDefinition,
  about: { story: Story; name: string; eventsAtStart: number; answersAtOnce?: boolean; history?: HistoryBudget },
): Promise<Deed> {
  const { story, name, eventsAtStart, answersAtOnce = false } = about;
  const workflow = compiled(definition, about.history);
  const early = story.later.slice(0, eventsAtStart);
  const world = createWorld(harness, workflow, { early, answersAtOnce });
  const { stateMachineArn } = await harness.machines.create({ name, definition: workflow.machine });
  const { stateMachineVersionArn } = await harness.machines.publish({ stateMachineArn });
  const event = eventView(story.event);
  const { executionArn } = await harness.machines.start({
    stateMachineArn: stateMachineVersionArn,
    name,
    input: {
      run: RUN,
      event,
      record: event.record ?? null,
      inputs: story.inputs,
      machine: stateMachineVersionArn,
    },
  });
  const coming = [...story.later.slice(eventsAtStart)];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await settled(world, () => eventsIn(harness, executionArn));
    const { status, error, cause } = await harness.machines.describe(executionArn);
    if (status !== 'RUNNING') {
      const { error: innermost } = await findFailure(harness, { error, cause });
      return deedOf(status, innermost, world.calls);
    }
    if (await world.answer()) continue;
    const next = world.waits() ? coming.shift() : undefined;
    if (next) {
      await world.deliver(next);
      continue;
    }
    await harness.pass(DAY_SECONDS);
  }
  throw new Error('The run does not end.');
}

/** How many events an execution and those that it started have had. */
async function eventsIn(harness: EngineHarness, executionArn: string): Promise<number> {
  const { events } = await harness.machines.history({ executionArn, limit: 10_000 });
  const started = events.filter(({ type }) => type === 'TaskSubmitted').map(({ details }) => parsed(details.output));
  let count = events.length;
  for (const { ExecutionArn } of started) {
    if (typeof ExecutionArn === 'string') count += await eventsIn(harness, ExecutionArn).catch(ifForgotten);
  }
  return count;
}

/** 90 days after its end nothing is known of an execution. */
function ifForgotten(error: unknown): number {
  if (Object(error).name === 'ExecutionDoesNotExist') return 0;
  throw error;
}

function parsed(output: unknown): { ExecutionArn?: unknown } {
  return typeof output === 'string' ? (JSON.parse(output) ?? {}) : {};
}

/**
 * Nothing happens by itself any more: neither in the world nor in the history, for a few turns and a few milliseconds.
 *
 * @returns how many events the history has then.
 */
async function settled(world: { settle(): Promise<void> }, historyLength: () => Promise<number>): Promise<number> {
  for (;;) {
    await world.settle();
    const before = await historyLength();
    await sleep(QUIET_MILLISECONDS);
    await world.settle();
    if ((await historyLength()) === before) return before;
  }
}

function deedOf(status: string, error: string | undefined, calls: readonly Call[]): Deed {
  if (status === 'SUCCEEDED') return { outcome: 'succeeded', calls };
  if (status === 'TIMED_OUT') return { outcome: 'failed', error: YEAR_OVER, calls };
  const outcome = error === 'WorkflowCancelled' ? 'cancelled' : 'failed';
  return { outcome, ...(error !== undefined && { error }), calls };
}

/** Calls in an order that does not depend on how branches overlap. */
export function sorted(calls: readonly Call[]): string[] {
  return calls.map((call) => JSON.stringify(call)).sort();
}
