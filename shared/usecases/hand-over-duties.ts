import type { ApprovalUser } from '../domain/approval/approval.ts';
import { replacedInGroup, replacedInUser } from '../domain/approval/replace-user.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import { approvalUsersOf, changeOfSetup } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import type { Actor } from './decide-entry.ts';
import { type Duties, findDuties } from './find-duties.ts';
import { reassignEntry } from './reassign-entry.ts';
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

/** Changes in one write, each of a row or a group. */
const CHANGES_PER_WRITE = 90;

/** Everything that is expected of one person is expected of another from now on: setup, groups, and what is to be decided. */
export async function handOverDuties(
  ports: HandOverPorts,
  input: { company: string; userId: string; to: string; actor: Actor },
): Promise<HandOverDutiesResult> {
  const { company, userId, to, actor } = input;
  for (const person of [userId, to]) {
    const row = await approvalUserItems.get(ports.store, { company, userId: person });
    if (!row) return { kind: 'not-set-up', userId: person };
  }
  const duties = await findDuties(ports, { company, userId });
  while (await retryOnConflict(ports, () => replaceSome(ports, input)));
  const left: { entryId: string; reason: string }[] = [];
  for (const { id } of duties.entries) {
    const result = await reassignEntry(ports, { company, entryId: id, approverId: to, actor });
    if (result.kind === 'refused') left.push({ entryId: id, reason: result.reason });
  }
  return { kind: 'handed-over', duties, left };
}

/** True while there is more than one write holds. */
async function replaceSome(
  ports: HandOverPorts,
  { company, userId, to, actor }: { company: string; userId: string; to: string; actor: Actor },
): Promise<boolean> {
  const setup = await changeOfSetup(ports, company);
  const users = await approvalUserItems.queryAll(ports.store, approvalUsersOf(company));
  const groups = await userGroupItems.queryAll(ports.store, userGroupsOf(company));
  const leaving: ApprovalUser = users.find(({ value }) => value.userId === userId)?.value ?? { company, userId };
  const changes: Change[] = [
    ...users.flatMap((before) => {
      const after = replacedInUser(before.value, leaving, to);
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
