import { canonicalEvent } from '../domain/event/business-central-events.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { overlapProblems } from '../domain/workflow/overlaps.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { walkSteps } from '../domain/workflow/walk-steps.ts';
import type { Clock } from '../ports/clock.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { enabledSetItems, workflowItems } from '../repositories/workflow-items.ts';
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
    ...(await unknownPeople(ports, company, definition)),
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

async function unknownRuns(ports: CheckPorts, company: string, definition: WorkflowDefinition): Promise<Problem[]> {
  const problems = [...walkSteps(definition)].map(async ({ step, pointer }): Promise<Problem[]> => {
    if (!('run' in step)) return [];
    const found = await workflowItems.get(ports.store, { company, code: step.run });
    if (found?.value.enabled) return [];
    const message = found ? `${step.run} is not enabled.` : `There is no workflow ${step.run}.`;
    const hint = 'Enable it before this one is used: until then this step fails.';
    return [{ code: 'run-not-enabled', severity: 'warning', pointer: `${pointer}/run`, message, hint }];
  });
  return (await Promise.all(problems)).flat();
}

/** Options that name an approval user. */
const USER_OPTIONS = ['specificApproverId'];

async function unknownPeople(ports: CheckPorts, company: string, definition: WorkflowDefinition): Promise<Problem[]> {
  const named = [...walkSteps(definition)].flatMap(({ step, pointer }) =>
    'do' in step
      ? USER_OPTIONS.flatMap((option) => {
          const userId = step.with?.[option];
          return typeof userId === 'string' && !userId.startsWith('{%')
            ? [{ userId, pointer: `${pointer}/with/${option}` }]
            : [];
        })
      : [],
  );
  const problems = named.map(async ({ userId, pointer }): Promise<Problem[]> => {
    if (await approvalUserItems.get(ports.store, { company, userId })) return [];
    const hint = `Set up ${userId} as an approval user, or name somebody else.`;
    return [
      { code: 'unknown-approver', severity: 'warning', pointer, message: `${userId} is no approval user.`, hint },
    ];
  });
  return (await Promise.all(problems)).flat();
}
