import type { ApprovalUser } from './approval.ts';
import type { UserGroup } from './user-group.ts';

/**
 * A row in which somebody else stands where a user stood. Whoever would become the own approver gets the approver of the one who goes,
 * and loses a substitute that would be the own person.
 */
export function replacedInUser(row: ApprovalUser, leaving: ApprovalUser, to: string): ApprovalUser {
  const { approverId, substituteId, ...rest } = row;
  const approver = approverId === leaving.userId ? (row.userId === to ? leaving.approverId : to) : approverId;
  const substitute = substituteId === leaving.userId ? to : substituteId;
  return {
    ...rest,
    ...(approver !== undefined && approver !== row.userId && { approverId: approver }),
    ...(substitute !== undefined && substitute !== row.userId && { substituteId: substitute }),
  };
}

/** A group in which somebody else has the place of a user; a place only where the group has that person already. */
export function replacedInGroup(group: UserGroup, userId: string, to: string): UserGroup {
  const isThere = group.members.some((member) => member.userId === to);
  const members = group.members.flatMap((member) => {
    if (member.userId !== userId) return [member];
    return isThere ? [] : [{ ...member, userId: to }];
  });
  const levels = group.levels?.flatMap((level) => {
    const count = members.filter(({ sequence }) => sequence === level.sequence).length;
    if (count === 0) return [];
    return [typeof level.needs === 'number' ? { ...level, needs: Math.min(level.needs, count) } : level];
  });
  return { ...group, members, ...(levels && { levels }) };
}
