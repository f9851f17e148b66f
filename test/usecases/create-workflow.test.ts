import { expect, test } from 'vitest';
import type { WorkflowCompiler } from '../../shared/domain/workflow/workflow-compiler.ts';
import { workflowItems } from '../../shared/repositories/workflow-items.ts';
import { createWorkflow } from '../../shared/usecases/create-workflow.ts';
import { deleteWorkflow } from '../../shared/usecases/delete-workflow.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createFaultInjector } from '../support/fault-injector.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';

const ID = 'id-of-elsewhere';
const compiler: WorkflowCompiler = {
  validate: () => [],
  sharedCalls: () => [],
  compile: () => ({ machine: '{}', listensTo: [], waits: {}, states: {} }),
};

function setUp() {
  const clock = createEagerClock();
  const store = createMemoryItemStore({ clock });
  return { clock, store, ids: createSeededIdSource(), compiler, templates: async () => [] };
}

const definition = (code: string) => ({ code, kind: 'automated', on: { event: 'item.modified' }, steps: [] });

async function create(ports: ReturnType<typeof setUp>, company: string, code: string, id?: string): Promise<string> {
  const input = { company, definition: definition(code), draft: true, actor: 'admin', ...(id !== undefined && { id }) };
  const result = await createWorkflow(ports, input);
  return result.kind === 'created' ? result.workflow.id : result.kind;
}

test('a workflow from elsewhere keeps its id', async () => {
  expect(await create(setUp(), 'c', 'W', ID)).toBe(ID);
});

test('an id that a workflow ever had, in any company, is not given again: the name of the state machine comes from it', async () => {
  const ports = setUp();
  const own = await create(ports, 'c', 'W');
  const ids = [await create(ports, 'other', 'W', own)];
  await deleteWorkflow(ports, { company: 'c', code: 'W', actor: 'admin' });
  ids.push(await create(ports, 'c', 'W', own));
  expect(new Set([own, ...ids]).size).toBe(3);
});

test('of those who bring the same id at the same time, one gets it', async () => {
  const ports = setUp();
  const made = await Promise.all(['a', 'b', 'c'].map((company) => create(ports, company, 'W', ID)));
  expect(made.filter((id) => id === ID)).toHaveLength(1);
  expect(new Set(made).size).toBe(3);
});

test('an id whose keeping was done and not answered is kept', async () => {
  const ports = setUp();
  const faults = createFaultInjector({ schedule: [{ on: 'store.write', nth: 1, fault: 'lostAnswer' }] });
  expect(await create({ ...ports, store: faults.wrap('store', ports.store) }, 'c', 'W', ID)).toBe(ID);
  expect((await workflowItems.get(ports.store, { company: 'c', code: 'W' }))?.value.id).toBe(ID);
});
