import { afterEach, expect, it } from 'vitest';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { tellRun } from '../../shared/usecases/tell-run.ts';
import { company } from '../faults/purchase-order.ts';
import type { World } from '../faults/world.ts';
import { definitionOf } from '../statemachines/support/definitions.ts';
import { changeItem } from './change-item.ts';
import { runOf, worldWith } from './world-with.ts';

let world: World;
afterEach(() => world.close());

/** Does the same thing so many times. */
const flowOf = (times: number): WorkflowDefinition =>
  definitionOf(`
code: FLOW
kind: automated
on: { event: item.modified }
steps:
${'  - do: records.restrict\n'.repeat(times)}
`);

const endedRun = async (definition: WorkflowDefinition) => {
  world = await worldWith(definition);
  await changeItem(world, { eventId: 'e1', item: 'i1', fields: { blocked: true } });
  await world.settle();
  return runOf(world, 'FLOW');
};
const blobOf = (runId: string) => world.calm.blobs.get(`stories/${company}/${runId}.json`);

it.each([
  ['a short story is kept with its run', 1, true],
  ['a long story is kept beside its run', 12, false],
])('%s, and told when the machine has forgotten it', async (_what, times, isShort) => {
  const run = await endedRun(flowOf(times));
  expect(run.steps !== undefined).toBe(isShort);
  expect((await blobOf(run.id)) === undefined).toBe(isShort);
  const forgetful = { ...world.calm.machines, history: async () => ({ events: [] }) };
  const story = await tellRun({ ...world.calm, machines: forgetful }, { company, runId: run.id });
  expect(story?.steps.map(({ status }) => status)).toEqual(Array(times).fill('succeeded'));
});
