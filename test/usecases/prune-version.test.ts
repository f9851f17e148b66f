import { expect, test } from 'vitest';
import type { WorkflowCompiler } from '../../shared/domain/workflow/workflow-compiler.ts';
import { workflowVersionItems } from '../../shared/repositories/workflow-items.ts';
import { createWorkflow } from '../../shared/usecases/create-workflow.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { STARTABLE_VERSIONS } from '../../shared/usecases/prune-version.ts';
import { putWorkflow } from '../../shared/usecases/put-workflow.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createFakeMachines } from '../support/fake-machines.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';

const id = { company: 'c', code: 'W' };
const actor = 'admin';

/** The machine is the text that is answered; the description is a thing of the definition only. */
const compiler: WorkflowCompiler = {
  validate: () => [],
  sharedCalls: () => [],
  compile: ({ steps }) => ({ machine: JSON.stringify(steps), listensTo: [], waits: {}, states: {} }),
};

function setUp() {
  const clock = createEagerClock();
  const store = createMemoryItemStore({ clock });
  const machines = createFakeMachines();
  const ports = { clock, store, machines, ids: createSeededIdSource(), compiler, templates: async () => [] };
  let workflowId = '';
  const publish = async (text: string, description = ''): Promise<void> => {
    const on = { event: 'item.modified' };
    const definition = { code: id.code, kind: 'automated', description, on, steps: [{ respond: { text } }] };
    const about = { ...id, definition, draft: false, actor };
    const made = workflowId === '' ? await createWorkflow(ports, about) : await putWorkflow(ports, about);
    if ('workflow' in made) workflowId = made.workflow.id;
    expect(await enableWorkflow(ports, { ...id, actor })).toMatchObject({ kind: 'enabled' });
  };
  const arnOf = async (version: number): Promise<string> =>
    (await workflowVersionItems.get(store, { company: 'c', workflowId, version }))?.value.stateMachineVersionArn ?? '';
  return { machines, publish, arnOf };
}

test('Step Functions never holds more than the startable versions, and always the newest of them', async () => {
  const { machines, publish, arnOf } = setUp();
  for (let version = 1; version <= STARTABLE_VERSIONS + 3; version++) await publish(`text ${version}`);
  expect(machines.versions.size).toBe(STARTABLE_VERSIONS);
  expect(machines.versions.has(await arnOf(3))).toBe(false);
  expect(machines.versions.has(await arnOf(4))).toBe(true);
  expect(machines.versions.has(await arnOf(STARTABLE_VERSIONS + 3))).toBe(true);
});

test('a version of the machine stays while the next version of the workflow runs on it too', async () => {
  const { machines, publish, arnOf } = setUp();
  await publish('same', 'one');
  await publish('same', 'two');
  for (let version = 3; version <= STARTABLE_VERSIONS + 1; version++) await publish(`text ${version}`);
  expect(await arnOf(1)).toBe(await arnOf(2));
  expect(machines.versions.has(await arnOf(2))).toBe(true);
  await publish('text');
  expect(machines.versions.has(await arnOf(2))).toBe(false);
});
