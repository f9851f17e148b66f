import { expect } from 'vitest';
import { actionCatalogue } from '../../shared/connectors/registry.ts';
import type { Run } from '../../shared/domain/run/run.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { runItems, runsOfCompany } from '../../shared/repositories/run-items.ts';
import { workflowItems } from '../../shared/repositories/workflow-items.ts';
import { newWorkflow } from '../../shared/usecases/create-workflow.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { bindCompiler } from '../../statemachines/bind-compiler.ts';
import { company, setUpCompany } from '../faults/purchase-order.ts';
import { createWorld, type World } from '../faults/world.ts';

/** A company in which these workflows are enabled. */
export async function worldWith(...definitions: WorkflowDefinition[]): Promise<World> {
  const world = await createWorld({ schedule: [] });
  await setUpCompany(world);
  for (const definition of definitions) await enableIn(world, definition);
  return world;
}

/** Enables one more workflow. */
export async function enableIn(world: World, definition: WorkflowDefinition): Promise<void> {
  const { code } = definition;
  const workflow = newWorkflow(world.calm, { company, id: `id-of-${code}`, definition, actor: 'admin' });
  await world.calm.store.write([workflowItems.create(workflow)]);
  await enableAgain(world, code);
}

/** Enables a workflow that is there. */
export async function enableAgain(world: World, code: string): Promise<void> {
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions: world.calm.settings.functionNames });
  const enabled = await enableWorkflow({ ...world.calm, compiler }, { company, code, actor: 'admin' });
  expect(enabled.kind).toBe('enabled');
}

/** The run of a workflow, of which there is one. */
export async function runOf(world: World, workflow: string): Promise<Run> {
  const runs = await runItems.queryAll(world.calm.store, { index: 'lists', partition: runsOfCompany(company) });
  const found = runs.find(({ value }) => value.workflow === workflow);
  if (!found) throw new Error('There is no run.');
  return found.value;
}
