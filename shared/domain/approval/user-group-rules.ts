import type { ApprovalUser } from './approval.ts';
import type { BrokenRule } from './approval-user-rules.ts';
import { MOST_ON_RULED_LEVEL } from './level-progress.ts';
import type { GroupMember, LevelRule, UserGroup } from './user-group.ts';

/** A member as it is given: without a sequence it comes behind the last one (domain 4.2). */
export type GivenMember = { readonly userId: string; readonly sequence?: number };

/** The members, each with its sequence. */
export function withSequences(members: readonly GivenMember[]): readonly GroupMember[] {
  let last = 0;
  return members.map(({ userId, sequence = last + 1 }) => {
    last = Math.max(last, sequence);
    return { userId, sequence };
  });
}

/** Everything that is wrong with a group, by the approval user setup of the company. */
export function brokenGroupRules(group: UserGroup, users: readonly ApprovalUser[]): readonly BrokenRule[] {
  const { members, levels = [] } = group;
  return [
    ...members.flatMap((member, index) => memberRules(member, index, { members, users })),
    ...levels.flatMap((level, index) => levelRules(level, index, { members, levels })),
  ];
}

function memberRules(
  { userId }: GroupMember,
  index: number,
  about: { members: readonly GroupMember[]; users: readonly ApprovalUser[] },
): readonly BrokenRule[] {
  const pointer = `/members/${index}/userId`;
  if (!about.users.some((user) => user.userId === userId)) {
    return [{ pointer, detail: `${userId} is not in the approval user setup. Add ${userId} there first.` }];
  }
  const isAgain = about.members.findIndex((member) => member.userId === userId) < index;
  return isAgain ? [{ pointer, detail: `${userId} is a member twice.` }] : [];
}

function levelRules(
  { sequence, needs }: LevelRule,
  index: number,
  about: { members: readonly GroupMember[]; levels: readonly LevelRule[] },
): readonly BrokenRule[] {
  const pointer = `/levels/${index}`;
  const count = about.members.filter((member) => member.sequence === sequence).length;
  if (count === 0) return [{ pointer: `${pointer}/sequence`, detail: `No member has the sequence ${sequence}.` }];
  if (about.levels.findIndex((level) => level.sequence === sequence) < index) {
    return [{ pointer: `${pointer}/sequence`, detail: `There are two rules for level ${sequence}.` }];
  }
  if (needs !== 'all' && count > MOST_ON_RULED_LEVEL) {
    const detail = `Level ${sequence} has ${count} members; with this rule it can have ${MOST_ON_RULED_LEVEL}.`;
    return [{ pointer: `${pointer}/needs`, detail }];
  }
  if (typeof needs !== 'number' || needs <= count) return [];
  return [
    { pointer: `${pointer}/needs`, detail: `Level ${sequence} has ${count} members, so it can not need ${needs}.` },
  ];
}

/** Why a user can not be taken out of the setup: groups that name the user. */
export function membershipsOf(userId: string, groups: readonly UserGroup[]): readonly string[] {
  return groups
    .filter(({ members }) => members.some((member) => member.userId === userId))
    .map(({ code }) => `${userId} is a member of user group ${code}. Change that first.`);
}
