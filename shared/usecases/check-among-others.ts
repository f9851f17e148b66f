import { canonicalEvent } from '../domain/event/business-central-events.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { overlapProblems } from '../domain/workflow/overlaps.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { walkSteps } from '../domain/workflow/walk-steps.ts';
import type { Clock } from '../ports/clock.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { enabledSetItems, workflowItems } from '../repositories/workflow-items.ts';
import { checkReferences } from './check-references.ts';
import { loadVersion } from './load-version.ts';

type CheckPorts = { readonly store: ItemStore; readonly clock: Clock };

/** What is wrong with a definition only because of what else there is in the company: other workflows, people. */
export async function checkAmongOthers(
  ports: CheckPorts,
  company: string,
  definition: WorkflowDefinition,
): Promise<readonly Problem[]> {
  return [
    ...(await overlaps(ports, company, definition)),
    ...(await unknownRuns(ports, company, definition)),
    ...(await checkReferences(ports.store, company, definition)),
  ];
}

async function overlaps(ports: CheckPorts, company: string, definition: WorkflowDefinition): Promise<Problem[]> {
  if (definition.kind !== 'approval' || !('event' in definition.on)) return [];
  const event = canonicalEvent(definition.on.event);
  const set = await enabledSetItems.get(ports.store, { company, event });
  const rivals = (set?.value.workflows ?? []).filter(
    ({ kind, code }) => kind === 'approval' && code !== definition.code,
  );
  const versions = await Promise.all(rivals.map((rival) => loadVersion(ports, { company, ...rival })));
  return overlapProblems(
    definition,
    versions.map((version) => version.definition),
    ports.clock.now(),
  );
}

/** Workflows that are run by this one must be enabled (domain 5.3 rule 7). A workflow that runs itself is, once it is. */
async function unknownRuns(ports: CheckPorts, company: string, definition: WorkflowDefinition): Promise<Problem[]> {
  const problems = [...walkSteps(definition)].map(async ({ step, pointer }): Promise<Problem[]> => {
    if (!('run' in step) || step.run === definition.code) return [];
    const found = await workflowItems.get(ports.store, { company, code: step.run });
    if (found?.value.enabled) return [];
    const message = found ? `${step.run} is not enabled.` : `There is no workflow ${step.run}.`;
    const hint = found ? `Enable ${step.run} first.` : `Make and enable ${step.run} first, or name another one.`;
    return [{ code: 'run-not-enabled', severity: 'error', pointer: `${pointer}/run`, message, hint }];
  });
  return (await Promise.all(problems)).flat();
}
