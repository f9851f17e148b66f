import { expect } from 'vitest';
import { actionCatalogue } from '../../shared/connectors/registry.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
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
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions: world.calm.settings.functionNames });
  for (const definition of definitions) {
    const id = `id-of-${definition.code}`;
    const workflow = newWorkflow(world.calm, { company, id, definition, actor: 'admin' });
    await world.calm.store.write([workflowItems.create(workflow)]);
    const enabled = await enableWorkflow(
      { ...world.calm, compiler },
      { company, code: definition.code, actor: 'admin' },
    );
    expect(enabled.kind).toBe('enabled');
  }
  return world;
}
