import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import { findFailure } from '../../../shared/usecases/find-failure.ts';
import type { HistoryBudget } from '../../../statemachines/compiler/history-events.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { compiled } from '../support/compiled.ts';
import { machineFaults } from '../support/machine-faults.ts';
import { createWorld } from './machine-world.ts';
import { type Call, type Deed, eventView, RUN, type Story } from './story.ts';

/** Longer than an execution lives. */
const YEAR_SECONDS = 400 * 86_400;
/** More than any definition of these tests takes. */
const MAX_ROUNDS = 5_000;

/** An execution lives for a year; the reference knows no years. */
export const YEAR_OVER = 'ExecutionTimedOut';

/** Loops over two items and more are done in parts, mostly of two items. */
export const SHORT_HISTORY: HistoryBudget = { loops: 1, innerLoop: 1, rounds: 1, part: 30, parts: 100 };

/** Runs the compiled definition on the engine, with a world that behaves as the platform does. @throws Error when the machine is not sound, or does not end. */
export async function runMachine(
  harness: EngineHarness,
  definition: WorkflowDefinition,
  about: { story: Story; name: string; eventsAtStart: number; answersAtOnce?: boolean; history?: HistoryBudget },
): Promise<Deed> {
  const { story, name, eventsAtStart, answersAtOnce = false } = about;
  const workflow = compiled(definition, about.history);
  const faults = machineFaults(workflow.parsed);
  if (faults.length > 0) throw new Error(`The machine is not sound: ${faults.join(', ')}`);
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
    await harness.quiet();
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
    await harness.passToDeed(YEAR_SECONDS);
  }
  throw new Error('The run does not end.');
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
