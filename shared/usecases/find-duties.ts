import { parseDefinition } from '../contracts/parse-definition.ts';
import type { ApprovalEntry, EntryStatus } from '../domain/approval/approval.ts';
import { namesPerson } from '../domain/workflow/names-person.ts';
import type { Ports } from '../ports/ports.ts';
import { entriesOfApprover, entryItems, phaseOf } from '../repositories/approval-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { workflowItems, workflowsOfCompany } from '../repositories/workflow-items.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { findUserGroups } from './user-groups.ts';

/** Everything that others, or open requests, expect of one person. */
export interface Duties {
  readonly entries: readonly ApprovalEntry[];
  /** Users whose "approverId" the person is. */
  readonly approverOf: readonly string[];
  /** Users whose "substituteId" the person is. */
  readonly substituteOf: readonly string[];
  /** Codes of user groups. */
  readonly groups: readonly string[];
  /** The person is the approval administrator. */
  readonly administrator: boolean;
  /** Records with this code go to the person. */
  readonly salespersonCode?: string;
  /** Codes of workflows that ask or tell the person by name; whoever designs them has to change them. */
  readonly workflows: readonly string[];
}

/** What somebody else has to take over when this person leaves. */
export async function findDuties(
  ports: Pick<Ports, 'store'>,
  { company, userId }: { company: string; userId: string },
): Promise<Duties> {
  const users = await findApprovalUsers(ports, company);
  const groups = await findUserGroups(ports, company);
  const own = users.find((user) => user.userId === userId);
  const workflows = await workflowItems.queryAll(ports.store, {
    index: 'base',
    partition: workflowsOfCompany(company),
  });
  return {
    entries: [
      ...(await entriesWith(ports, { company, userId }, 'open')),
      ...(await entriesWith(ports, { company, userId }, 'created')),
    ],
    approverOf: users.filter(({ approverId }) => approverId === userId).map((user) => user.userId),
    substituteOf: users.filter(({ substituteId }) => substituteId === userId).map((user) => user.userId),
    groups: groups.filter(({ members }) => members.some((member) => member.userId === userId)).map(({ code }) => code),
    administrator: own?.administrator ?? false,
    ...(own?.salespersonCode !== undefined && { salespersonCode: own.salespersonCode }),
    workflows: workflows.flatMap(({ value: { code, definition } }) => (names(definition, userId) ? [code] : [])),
  };
}

/** A draft that is no workflow yet asks nobody. */
function names(written: unknown, userId: string): boolean {
  const parsed = parseDefinition(written);
  return 'definition' in parsed && namesPerson(parsed.definition, userId);
}

/** The entries of an approver that have a status. */
export async function entriesWith(
  ports: Pick<Ports, 'store'>,
  { company, userId }: { company: string; userId: string },
  status: EntryStatus,
): Promise<readonly ApprovalEntry[]> {
  const found = await entryItems.queryAll(ports.store, {
    index: 'lists',
    partition: entriesOfApprover(company, userId),
    range: { beginsWith: keyOf(phaseOf(status), '') },
  });
  return found.flatMap(({ value }) => (value.status === status ? [value] : []));
}
