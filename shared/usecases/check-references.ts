import type { Json } from '../domain/json/json.ts';
import type { Step, WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import { walkSteps } from '../domain/workflow/walk-steps.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import { memberItems } from '../repositories/company-items.ts';

/** A kind of thing that options name, and where it is set up. */
interface Reference {
  readonly code: string;
  isThere(store: ItemStore, company: string, name: string): Promise<boolean>;
  message(name: string): string;
  hint(name: string): string;
}

const APPROVER: Reference = {
  code: 'unknown-approver',
  isThere: async (store, company, userId) => (await approvalUserItems.get(store, { company, userId })) !== undefined,
  message: (name) => `${name} is no approval user.`,
  hint: (name) => `Set up ${name} as an approval user, or name somebody else.`,
};
const GROUP: Reference = {
  code: 'unknown-group',
  isThere: async (store, company, code) => (await userGroupItems.get(store, { company, code })) !== undefined,
  message: (name) => `There is no user group ${name}.`,
  hint: (name) => `Make the group ${name}, or name another one.`,
};
const MEMBER: Reference = {
  code: 'unknown-member',
  isThere: async (store, company, userId) => (await memberItems.get(store, { company, userId })) !== undefined,
  message: (name) => `${name} is no member of the company.`,
  hint: (name) => `Make ${name} a member, or name somebody else.`,
};

const OPTIONS: Readonly<Record<string, Reference>> = {
  specificApproverId: APPROVER,
  userGroup: GROUP,
  escalateToGroup: GROUP,
  recipientUserId: MEMBER,
};

/** Somebody or something that a step names. */
interface Named {
  readonly value: Json | undefined;
  readonly reference: Reference;
  readonly pointer: string;
}

/** Names people and groups in a definition that are not set up in the company. */
export async function checkReferences(
  store: ItemStore,
  company: string,
  definition: WorkflowDefinition,
): Promise<Problem[]> {
  const named = [...walkSteps(definition)].flatMap(({ step, pointer }) => namedBy(step, pointer)).flatMap(oneByOne);
  const problems = named.map(async ({ value, reference, pointer }): Promise<Problem[]> => {
    const isName = typeof value === 'string' && value !== '' && !value.startsWith('{%');
    if (!isName || (await reference.isThere(store, company, value))) return [];
    const { code } = reference;
    return [{ code, severity: 'warning', pointer, message: reference.message(value), hint: reference.hint(value) }];
  });
  return (await Promise.all(problems)).flat();
}

function namedBy(step: Step, pointer: string): Named[] {
  if ('approve' in step)
    return [{ value: listed(step.approve.to), reference: MEMBER, pointer: `${pointer}/approve/to` }];
  if ('task' in step) {
    return [
      { value: listed(step.task.to), reference: MEMBER, pointer: `${pointer}/task/to` },
      { value: step.task.group, reference: GROUP, pointer: `${pointer}/task/group` },
    ];
  }
  if (!('do' in step)) return [];
  return Object.entries(OPTIONS).map(([option, reference]) => ({
    value: step.with?.[option],
    reference,
    pointer: `${pointer}/with/${option}`,
  }));
}

function listed(to: string | readonly string[] | undefined): Json | undefined {
  return typeof to === 'object' ? [...to] : to;
}

function oneByOne({ value, reference, pointer }: Named): Named[] {
  if (!Array.isArray(value)) return [{ value, reference, pointer }];
  return value.map((one, index) => ({ value: one, reference, pointer: `${pointer}/${index}` }));
}
