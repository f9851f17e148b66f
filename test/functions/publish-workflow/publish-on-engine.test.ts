import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionCatalogue } from '../../../shared/connectors/registry.ts';
import { copyTemplate } from '../../../shared/usecases/copy-template.ts';
import { enableWorkflow } from '../../../shared/usecases/enable-workflow.ts';
import { loadVersion } from '../../../shared/usecases/load-version.ts';
import { bindCompiler } from '../../../statemachines/bind-compiler.ts';
import { templates } from '../../../statemachines/templates/templates.ts';
import { type EngineHarness, startEngineHarness } from '../../local/engine/harness.ts';
import { filled } from '../../statemachines/templates/filled.ts';
import { createEagerClock } from '../../support/eager-clock.ts';
import { createMemoryItemStore } from '../../support/memory-item-store.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

let harness: EngineHarness;
beforeAll(async () => {
  harness = await startEngineHarness();
});
afterAll(() => harness.close());

const company = 'c';
const actor = 'admin';

test('every template can be copied, and what it compiles to, once filled in, is accepted by the engine', async () => {
  const clock = createEagerClock();
  const functions = { runAction: 'run-action', awaitEvent: 'await-event' };
  const compiler = bindCompiler({ catalogue: actionCatalogue(), functions });
  const store = createMemoryItemStore({ clock });
  const ports = {
    clock,
    store,
    ids: createSeededIdSource(),
    machines: harness.engine,
    compiler,
    templates: async () => templates().map((template) => ({ ...template, definition: filled(template) })),
  };
  for (const { code: template } of templates()) {
    const copied = await copyTemplate(ports, { company, template, actor });
    if (copied.kind !== 'created') throw new Error(`${template} was not copied.`);
    const enabled = await enableWorkflow(ports, { company, code: copied.workflow.code, actor });
    expect(enabled, template).toMatchObject({ kind: 'enabled', workflow: { enabled: true, version: 1 } });
    const version = await loadVersion(ports, { company, workflowId: copied.workflow.id, version: 1 });
    const name = `run-of-${copied.workflow.id}`;
    const input = { run: { id: name, company } };
    const started = await harness.engine.start({ stateMachineArn: version.stateMachineVersionArn, name, input });
    expect(await harness.engine.describe(started.executionArn)).toMatchObject({ name });
  }
});
