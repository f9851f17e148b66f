import { createHash } from 'node:crypto';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import type { CompiledWorkflow, Workflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { WorkflowCompiler } from '../domain/workflow/workflow-compiler.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { failuresInRowItems } from '../repositories/run-limit-items.ts';
import { workflowItems, workflowVersionItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { changesOfKeyFields } from './changes-of-key-fields.ts';
import { changesOfSchedule } from './changes-of-schedule.ts';
import { checkDefinition, hasErrors } from './check-definition.ts';
import { changesOfEnabledSets } from './enabled-sets.ts';
import { pruneVersion } from './prune-version.ts';
import { publishMachine, withMachine } from './publish-machine.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

export type EnableWorkflowResult =
  | { readonly kind: 'enabled'; readonly workflow: Workflow; readonly problems: readonly Problem[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

type EnablePorts = Pick<Ports, 'store' | 'machines' | 'clock' | 'ids'> & { readonly compiler: WorkflowCompiler };

/**
 * Validates, compiles and publishes a workflow, then enables it in one atomic write. A crash before that write leaves at most a published
 * version that nothing starts; doing it again goes on from there. Runs that are open keep their version.
 */
export async function enableWorkflow(
  ports: EnablePorts,
  input: { company: string; code: string; actor: string },
): Promise<EnableWorkflowResult> {
  return retryOnConflict(ports, async (): Promise<EnableWorkflowResult> => {
    const before = await workflowItems.get(ports.store, input);
    if (!before) return { kind: 'not-found' };
    const { definition, problems } = await checkDefinition(ports, input.company, before.value.definition);
    if (!definition || hasErrors(problems)) return { kind: 'invalid', problems };
    const workflow = await enable(ports, { before, definition, actor: input.actor });
    return { kind: 'enabled', workflow, problems };
  });
}

async function enable(
  ports: EnablePorts,
  enabling: { before: Versioned<Workflow>; definition: WorkflowDefinition; actor: string },
): Promise<Workflow> {
  const { definition, actor } = enabling;
  const { company, id: workflowId, version, code } = enabling.before.value;
  const newest = (await workflowVersionItems.get(ports.store, { company, workflowId, version }))?.value;
  const compiled = await ports.compiler.compile(definition);
  const machineHash = createHash('sha256').update(compiled.machine).digest('hex');
  const isPublished = newest?.machineHash === machineHash && isSame(newest.definition, definition);
  const failures = await failuresInRowItems.get(ports.store, { company, workflowId });
  if (isPublished && enabling.before.value.enabled && !failures) return enabling.before.value;
  const before = await withMachine(ports, enabling.before);
  const next = isPublished
    ? newest
    : await nextVersion(ports, { workflow: before.value, newest, compiled, definition, machineHash, actor });
  const { archivedAt: _, ...kept } = before.value;
  const workflow: Workflow = { ...kept, enabled: true, version: next.version };
  await ports.store.write([
    workflowItems.update(before, workflow),
    ...(failures ? [failuresInRowItems.remove(failures)] : []),
    ...(isPublished ? [] : [workflowVersionItems.create(next)]),
    ...(await changesOfEnabledSets(ports, before.value.enabled ? newest : undefined, next)),
    ...(await changesOfSchedule(ports, newest, next)),
    ...(await changesOfKeyFields(ports, next)),
    auditChange(ports, {
      company,
      actor,
      action: 'workflow.enabled',
      subject: `workflow/${code}`,
      details: { version: next.version, machineHash },
    }),
  ]);
  return workflow;
}

/**
 * The version item also keeps conditions, which are not part of the machine: a definition that differs only there gets a new version of
 * the workflow on the same version of the machine.
 */
async function nextVersion(
  ports: EnablePorts,
  made: {
    workflow: Workflow;
    newest: WorkflowVersion | undefined;
    compiled: CompiledWorkflow;
    definition: WorkflowDefinition;
    machineHash: string;
    actor: string;
  },
): Promise<WorkflowVersion> {
  const { workflow, newest, compiled, definition, machineHash, actor } = made;
  const { company, id: workflowId, code, stateMachineArn = '' } = workflow;
  const { machine, listensTo, waits, states } = compiled;
  const version = workflow.version + 1;
  await pruneVersion(ports, { company, workflowId, version });
  return {
    company,
    workflowId,
    code,
    version,
    definition,
    stateMachineVersionArn:
      newest?.machineHash === machineHash
        ? newest.stateMachineVersionArn
        : await publishMachine(ports, { ...workflow, stateMachineArn }, machine),
    machineHash,
    listensTo,
    waits,
    states,
    publishedAt: instantOf(ports.clock),
    publishedBy: actor,
  };
}
