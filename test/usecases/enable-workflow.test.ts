import { describe, expect, test } from 'vitest';
import type { CompiledWorkflow } from '../../shared/domain/workflow/workflow.ts';
import type { WorkflowCompiler } from '../../shared/domain/workflow/workflow-compiler.ts';
import { auditItems, auditOfCompany } from '../../shared/repositories/audit-items.ts';
import { enabledSetItems, workflowItems, workflowVersionItems } from '../../shared/repositories/workflow-items.ts';
import { createWorkflow } from '../../shared/usecases/create-workflow.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { putWorkflow } from '../../shared/usecases/put-workflow.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createFakeMachines } from '../support/fake-machines.ts';
import { createFaultInjector } from '../support/fault-injector.ts';
import type { FaultPlan } from '../support/fault-plan.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';

const company = 'c';
const code = 'W';
const actor = 'admin';
const id = { company, code };

/** The machine is the definition, so that a test sees which one a version holds. */
const compiler: WorkflowCompiler = {
  validate: () => [],
  sharedCalls: () => [],
  compile: (definition): CompiledWorkflow => ({
    machine: JSON.stringify(definition.steps),
    listensTo: [],
    waits: {},
    states: {},
  }),
};

const definitionWith = (text: string) => ({
  code,
  kind: 'automated',
  on: { event: 'item.modified' },
  steps: [{ respond: { text } }],
});

function setUp(plan: FaultPlan = { schedule: [] }) {
  const clock = createEagerClock();
  const store = createMemoryItemStore({ clock });
  const machines = createFakeMachines();
  const calm = { clock, store, machines, ids: createSeededIdSource(), compiler, templates: async () => [] };
  const faults = createFaultInjector(plan);
  const faulty = () => ({ ...calm, store: faults.wrap('store', store), machines: faults.wrap('machines', machines) });
  const put = (text: string) =>
    putWorkflow(calm, { company, code, definition: definitionWith(text), draft: false, actor });
  const create = () => createWorkflow(calm, { company, definition: definitionWith('one'), draft: false, actor });
  return { calm, faults, faulty, put, create };
}

type Setup = ReturnType<typeof setUp>;

/** What must hold once the workflow is enabled, whatever happened on the way. */
async function expectEnabled({ calm }: Setup, text: string): Promise<void> {
  const workflow = (await workflowItems.get(calm.store, id))?.value;
  const set = (await enabledSetItems.get(calm.store, { company, event: 'item.modified' }))?.value.workflows;
  expect(workflow?.enabled).toBe(true);
  expect(set).toEqual([
    { workflowId: workflow?.id, code, kind: 'automated', version: workflow?.version, priority: 100 },
  ]);
  for (let version = 1; version <= (workflow?.version ?? 0); version++) {
    const item = await workflowVersionItems.get(calm.store, { company, workflowId: workflow?.id ?? '', version });
    const published = calm.machines.versions.get(item?.value.stateMachineVersionArn ?? '');
    expect(published).toBe(JSON.stringify(item?.value.definition.steps));
    if (version === workflow?.version) expect(published).toContain(text);
  }
  const trail = await auditItems.queryAll(calm.store, { index: 'lists', partition: auditOfCompany(company) });
  const enabledTimes = trail.filter(({ value }) => value.action === 'workflow.enabled').length;
  expect(enabledTimes).toBe(workflow?.version);
}

describe('enabling', () => {
  /** Create, keep the ARN, update, publish, look, write. */
  const CHANGES = 6;

  test.each(Array.from({ length: CHANGES }, (_, index) => index + 1))(
    'after a crash before or after change %i it can simply be done again',
    async (nth) => {
      for (const fault of ['crashBefore', 'crashAfter'] as const) {
        const setup = setUp({ schedule: [{ on: '*', nth, fault }] });
        await setup.create();
        await enableWorkflow(setup.faulty(), { ...id, actor }).catch(() => undefined);
        setup.faults.restart();
        await setup.put('two');
        expect(await enableWorkflow(setup.faulty(), { ...id, actor })).toMatchObject({ kind: 'enabled' });
        await expectEnabled(setup, 'two');
        expect(setup.faults.faults).toHaveLength(1);
      }
    },
  );

  test('a lost answer does not enable it twice', async () => {
    for (let nth = 1; nth <= 2; nth++) {
      const setup = setUp({ schedule: [{ on: 'store.write', nth, fault: 'lostAnswer' }] });
      await setup.create();
      expect(await enableWorkflow(setup.faulty(), { ...id, actor })).toMatchObject({ kind: 'enabled' });
      await expectEnabled(setup, 'one');
      expect(setup.faults.faults).toHaveLength(1);
    }
  });

  test('a crash never leaves a workflow enabled without its version', async () => {
    for (let nth = 1; nth <= CHANGES; nth++) {
      const setup = setUp({ schedule: [{ on: '*', nth, fault: 'crashAfter' }] });
      await setup.create();
      await enableWorkflow(setup.faulty(), { ...id, actor }).catch(() => undefined);
      const workflow = (await workflowItems.get(setup.calm.store, id))?.value;
      if (workflow?.enabled) await expectEnabled(setup, 'one');
      else expect(await enabledSetItems.get(setup.calm.store, { company, event: 'item.modified' })).toBeUndefined();
    }
  });

  test('people who edit and enable at the same moment never get a version with another machine', async () => {
    const setup = setUp();
    await setup.create();
    const work = ['two', 'three', 'four', 'five'].flatMap((text) => [
      setup.put(text),
      enableWorkflow(setup.calm, { ...id, actor }),
    ]);
    await Promise.all(work);
    await enableWorkflow(setup.calm, { ...id, actor });
    const workflow = (await workflowItems.get(setup.calm.store, id))?.value;
    await expectEnabled(setup, JSON.stringify(workflow?.definition.steps));
  });

  test('a version never holds what somebody else put into the machine before it was published', async () => {
    const setup = setUp();
    await setup.create();
    const { machines } = setup.calm;
    let intruded = false;
    const contested = {
      ...machines,
      async update(machine: { stateMachineArn: string; definition: string }): Promise<void> {
        await machines.update(machine);
        if (!intruded) await machines.update({ ...machine, definition: 'of somebody else' });
        intruded = true;
      },
    };
    await enableWorkflow({ ...setup.calm, machines: contested }, { ...id, actor });
    expect(intruded).toBe(true);
    await expectEnabled(setup, 'one');
  });
});
