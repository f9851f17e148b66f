import { canonicalEvent } from '../domain/event/business-central-events.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { overlapProblems } from '../domain/workflow/overlaps.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { walkSteps } from '../domain/workflow/walk-steps.ts';
import type { Clock } from '../ports/clock.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import { memberItems } from '../repositories/company-items.ts';
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
    ...(await unknownReferences(ports, company, definition)),
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

/** A kind of thing that options name, and where it is set up. */
interface Reference {
  readonly code: string;
  isThere(ports: CheckPorts, company: string, name: string): Promise<boolean>;
  message(name: string): string;
  hint(name: string): string;
}

const REFERENCES: Readonly<Record<string, Reference>> = {
  specificApproverId: {
    code: 'unknown-approver',
    isThere: async ({ store }, company, userId) =>
      (await approvalUserItems.get(store, { company, userId })) !== undefined,
    message: (name) => `${name} is no approval user.`,
    hint: (name) => `Set up ${name} as an approval user, or name somebody else.`,
  },
  userGroup: {
    code: 'unknown-group',
    isThere: async ({ store }, company, code) => (await userGroupItems.get(store, { company, code })) !== undefined,
    message: (name) => `There is no user group ${name}.`,
    hint: (name) => `Make the group ${name}, or name another one.`,
  },
  recipientUserId: {
    code: 'unknown-member',
    isThere: async ({ store }, company, userId) => (await memberItems.get(store, { company, userId })) !== undefined,
    message: (name) => `${name} is no member of the company.`,
    hint: (name) => `Make ${name} a member, or name somebody else.`,
  },
};

async function unknownReferences(
  ports: CheckPorts,
  company: string,
  definition: WorkflowDefinition,
): Promise<Problem[]> {
  const named = [...walkSteps(definition)].flatMap(({ step, pointer }) =>
    'do' in step
      ? Object.entries(REFERENCES).flatMap(([option, reference]) => {
          const name = step.with?.[option];
          const isName = typeof name === 'string' && name !== '' && !name.startsWith('{%');
          return isName ? [{ name, reference, pointer: `${pointer}/with/${option}` }] : [];
        })
      : [],
  );
  const problems = named.map(async ({ name, reference, pointer }): Promise<Problem[]> => {
    if (await reference.isThere(ports, company, name)) return [];
    const { code } = reference;
    return [{ code, severity: 'warning', pointer, message: reference.message(name), hint: reference.hint(name) }];
  });
  return (await Promise.all(problems)).flat();
}
