import type { ApprovalEntry, ApprovalUser } from '../domain/approval/approval.ts';
import { replacedInGroup, replacedInUser } from '../domain/approval/replace-user.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems, requestItems } from '../repositories/approval-items.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { approvalUsersOf, changeOfSetup } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import type { Actor } from './decide-entry.ts';
import { type Duties, findDuties } from './find-duties.ts';
import { obstacleToTake, type ReassignInput, reassignEntry } from './reassign-entry.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';
import { userGroupsOf } from './user-groups.ts';

type HandOverPorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

export type HandOverDutiesResult =
  /** `left`: what could not go over, with the reason. */
  | {
      readonly kind: 'handed-over';
      readonly duties: Duties;
      readonly left: readonly { entryId: string; reason: string }[];
    }
  | { readonly kind: 'not-set-up'; readonly userId: string };

interface HandOverInput {
  readonly company: string;
  readonly userId: string;
  readonly to: string;
  readonly actor: Actor;
  readonly dryRun?: boolean;
}

/** Changes in one write, each of a row or a group. */
const CHANGES_PER_WRITE = 90;

/**
 * Everything that is expected of one person is expected of another from now on: setup, groups, and what is to be decided. A dry run only
 * says what would go over and what would not.
 */
export async function handOverDuties(ports: HandOverPorts, input: HandOverInput): Promise<HandOverDutiesResult> {
  const { company, userId, to, actor, dryRun = false } = input;
  for (const person of [userId, to]) {
    const row = await approvalUserItems.get(ports.store, { company, userId: person });
    if (!row) return { kind: 'not-set-up', userId: person };
  }
  const duties = await findDuties(ports, { company, userId });
  if (!dryRun) while (await retryOnConflict(ports, () => replaceSome(ports, input)));
  const left: { entryId: string; reason: string }[] = [];
  for (const entry of duties.entries) {
    const reason = dryRun
      ? await whyNotTake(ports, entry, to)
      : await reassigned(ports, { company, entryId: entry.id, approverId: to, actor });
    if (reason !== undefined) left.push({ entryId: entry.id, reason });
  }
  return { kind: 'handed-over', duties, left };
}

async function whyNotTake(ports: HandOverPorts, entry: ApprovalEntry, to: string): Promise<string | undefined> {
  const request = await requestItems.get(ports.store, { company: entry.company, id: entry.requestId });
  return request && obstacleToTake(request.value, to);
}

async function reassigned(ports: HandOverPorts, input: ReassignInput): Promise<string | undefined> {
  const result = await reassignEntry(ports, input);
  return result.kind === 'refused' ? result.reason : undefined;
}

/** True while there is more than one write holds. */
async function replaceSome(ports: HandOverPorts, { company, userId, to, actor }: HandOverInput): Promise<boolean> {
  const setup = await changeOfSetup(ports, company);
  const users = await approvalUserItems.queryAll(ports.store, approvalUsersOf(company));
  const groups = await userGroupItems.queryAll(ports.store, userGroupsOf(company));
  const rowOf = (person: string): ApprovalUser =>
    users.find(({ value }) => value.userId === person)?.value ?? { company, userId: person };
  const succession = { leaving: rowOf(userId), successor: rowOf(to) };
  // What only one person can be goes from one row to the other in one write.
  const isOfTwo = ({ value }: Versioned<ApprovalUser>) => Number([userId, to].includes(value.userId));
  const ordered = users.toSorted((left, right) => isOfTwo(right) - isOfTwo(left));
  const changes: Change[] = [
    ...ordered.flatMap((before) => {
      const after = replacedInUser(before.value, succession);
      return isSame(after, before.value) ? [] : [approvalUserItems.update(before, after)];
    }),
    ...groups.flatMap((before) => {
      const after = replacedInGroup(before.value, userId, to);
      return isSame(after, before.value) ? [] : [userGroupItems.update(before, after)];
    }),
  ];
  if (changes.length === 0) return false;
  await ports.store.write([
    ...changes.slice(0, CHANGES_PER_WRITE),
    setup,
    auditChange(ports, {
      company,
      actor: actor.userId,
      action: 'duties.handedOver',
      subject: `approvalUser/${userId}`,
      details: { to },
    }),
  ]);
  return changes.length > CHANGES_PER_WRITE;
}
