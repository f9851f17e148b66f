import type { ApprovalUser } from './approval.ts';
import type { UserGroup } from './user-group.ts';

/** Who goes, and who takes over. */
export interface Succession {
  readonly leaving: ApprovalUser;
  readonly successor: ApprovalUser;
}

/**
 * A row in which the successor stands where the one who goes stood. Whoever would become the own approver gets the approver of the one who
 * goes, and loses a substitute that would be the own person. The successor becomes approval administrator in the other's place, and gets
 * the salesperson code unless there is an own one.
 */
export function replacedInUser(row: ApprovalUser, { leaving, successor }: Succession): ApprovalUser {
  const { approverId, substituteId, ...rest } = row;
  const to = successor.userId;
  const approver = approverId === leaving.userId ? (row.userId === to ? leaving.approverId : to) : approverId;
  const substitute = substituteId === leaving.userId ? to : substituteId;
  return {
    ...ownDuties(rest, { leaving, successor }),
    ...(approver !== undefined && approver !== row.userId && { approverId: approver }),
    ...(substitute !== undefined && substitute !== row.userId && { substituteId: substitute }),
  };
}

/** What only one person can be or have. */
function ownDuties(row: ApprovalUser, { leaving, successor }: Succession): ApprovalUser {
  const { administrator, salespersonCode: code } = leaving;
  const codeGoes = code !== undefined && (successor.salespersonCode ?? code) === code;
  if (leaving.userId === successor.userId) return row;
  if (row.userId === successor.userId) {
    return { ...row, ...(administrator && { administrator }), ...(codeGoes && { salespersonCode: code }) };
  }
  if (row.userId !== leaving.userId) return row;
  const { administrator: _, salespersonCode: __, ...rest } = row;
  return { ...rest, ...(code !== undefined && !codeGoes && { salespersonCode: code }) };
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
