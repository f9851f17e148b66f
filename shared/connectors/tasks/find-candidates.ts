import type { ItemStore } from '../../ports/item-store.ts';
import { userGroupItems } from '../../repositories/approval-policy-items.ts';
import { findStrangers } from '../../usecases/find-strangers.ts';
import { ActionFailedError } from '../catalogue/connector.ts';

/** A task and the items that list it under its candidates are one write, which holds 100 changes. */
const MOST_CANDIDATES = 50;

/**
 * Who may do a task: the members who are named, or those of the group as it is now.
 *
 * @throws ActionFailedError where nobody is there, somebody named is no member, or there are too many.
 */
export async function findCandidates(
  { store }: { store: ItemStore },
  company: string,
  { to, group }: { to?: string | readonly string[] | undefined; group?: string | undefined },
): Promise<readonly string[]> {
  const named = group === undefined ? [to ?? []].flat() : await membersOfGroup(store, company, group);
  const userIds = [...new Set(named)];
  if (userIds.length === 0) throw new ActionFailedError('There is nobody to give the task to: "to" is empty.');
  if (userIds.length > MOST_CANDIDATES) {
    throw new ActionFailedError(`A task is given to at most ${MOST_CANDIDATES} people, not to ${userIds.length}.`);
  }
  const strangers = await findStrangers({ store }, company, userIds);
  const members = userIds.filter((userId) => !strangers.includes(userId));
  // A group may still name somebody who has left.
  if (strangers.length > 0 && (group === undefined || members.length === 0)) {
    throw new ActionFailedError(`No member of the company has the user id ${strangers.join(', ')}.`);
  }
  return members;
}

async function membersOfGroup(store: ItemStore, company: string, code: string): Promise<readonly string[]> {
  const group = await userGroupItems.get(store, { company, code });
  if (!group) throw new ActionFailedError(`There is no user group ${code}.`);
  const members = group.value.members.map(({ userId }) => userId);
  if (members.length === 0) throw new ActionFailedError(`User group ${code} has no members.`);
  return members;
}
