import { referencesTo } from '../domain/approval/approval-user-rules.ts';
import { membershipsOf } from '../domain/approval/user-group-rules.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { memberItems, memberSubjectItems } from '../repositories/company-items.ts';
import { changeOfSetup, findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { handOverEntries } from './hand-over-entries.ts';
import { checkThatAnAdministratorStays } from './keep-administrator.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { findUserGroups } from './user-groups.ts';

export type RemoveMemberResult =
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'last-administrator' }
  /** Somebody depends on them, or nobody can take their work over. */
  | { readonly kind: 'needed'; readonly reason: string };

type RemovePorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/** Removes a member and their approval user setup, after what waits for their decision went to somebody else. */
export async function removeMember(
  ports: RemovePorts,
  input: { company: string; userId: string; actor: string },
): Promise<RemoveMemberResult> {
  const obstacle = await obstacleOf(ports, input);
  if (obstacle) return obstacle;
  const handed = await handOverEntries(ports, input);
  if (handed.kind === 'nobody') return { kind: 'needed', reason: handed.reason };
  return retryOnConflict(ports, async () => (await obstacleOf(ports, input)) ?? remove(ports, input));
}

async function obstacleOf(
  ports: RemovePorts,
  { company, userId }: { company: string; userId: string },
): Promise<Exclude<RemoveMemberResult, { kind: 'removed' }> | undefined> {
  const member = await memberItems.get(ports.store, { company, userId });
  if (!member) return { kind: 'not-found' };
  const stays = await checkThatAnAdministratorStays(ports, { company, without: userId });
  if (member.value.roles.includes('admin') && stays === 'nobody-left') return { kind: 'last-administrator' };
  const users = await findApprovalUsers(ports, company);
  const reasons = [...referencesTo(userId, users), ...membershipsOf(userId, await findUserGroups(ports, company))];
  return reasons.length === 0 ? undefined : { kind: 'needed', reason: reasons.join(' ') };
}

async function remove(
  ports: RemovePorts,
  { company, userId, actor }: { company: string; userId: string; actor: string },
): Promise<RemoveMemberResult> {
  const member = await memberItems.get(ports.store, { company, userId });
  if (!member) return { kind: 'not-found' };
  const [subject, setup] = await Promise.all([
    memberSubjectItems.get(ports.store, member.value),
    approvalUserItems.get(ports.store, { company, userId }),
  ]);
  const stays = await checkThatAnAdministratorStays(ports, { company, without: userId });
  await ports.store.write([
    memberItems.remove(member),
    ...(subject ? [memberSubjectItems.remove(subject)] : []),
    ...(setup ? [approvalUserItems.remove(setup), await changeOfSetup(ports, company)] : []),
    ...(member.value.roles.includes('admin') && stays !== 'nobody-left' ? stays : []),
    auditChange(ports, { company, actor, action: 'member.removed', subject: `member/${userId}` }),
  ]);
  return { kind: 'removed' };
}
