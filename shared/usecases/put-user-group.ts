import type { BrokenRule } from '../domain/approval/approval-user-rules.ts';
import type { UserGroup } from '../domain/approval/user-group.ts';
import { brokenGroupRules } from '../domain/approval/user-group-rules.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { Ports } from '../ports/ports.ts';
import { userGroupItems } from '../repositories/approval-policy-items.ts';
import { changeOfSetup, findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { isSame } from './same-value.ts';

export type PutUserGroupResult =
  | { readonly kind: 'saved'; readonly group: UserGroup; readonly created: boolean }
  | { readonly kind: 'refused'; readonly rules: readonly BrokenRule[] };

/** Adds or changes a user group. Its members are in the approval user setup, which can not change meanwhile. */
export async function putUserGroup(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  put: { group: UserGroup; actor: string },
): Promise<PutUserGroupResult> {
  const { group, actor } = put;
  const { company, code } = group;
  return retryOnConflict(ports, async (): Promise<PutUserGroupResult> => {
    const change = await changeOfSetup(ports, company);
    const before = await userGroupItems.get(ports.store, { company, code });
    if (before && isSame(before.value, group)) return { kind: 'saved', group, created: false };
    const rules = brokenGroupRules(group, await findApprovalUsers(ports, company));
    if (rules.length > 0) return { kind: 'refused', rules };
    await ports.store.write([
      userGroupItems.save(before, group),
      change,
      auditChange(ports, {
        company,
        actor,
        action: before ? 'userGroup.changed' : 'userGroup.added',
        subject: `userGroup/${code}`,
        details: { ...group } as object as JsonObject,
      }),
    ]);
    return { kind: 'saved', group, created: !before };
  });
}

/** Takes a user group away. Requests that it was asked for go on; new ones of workflows that name it are refused. */
export async function removeUserGroup(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  input: { company: string; code: string; actor: string },
): Promise<'removed' | 'not-found'> {
  const { company, code, actor } = input;
  return retryOnConflict(ports, async () => {
    const before = await userGroupItems.get(ports.store, { company, code });
    if (!before) return 'not-found';
    await ports.store.write([
      userGroupItems.remove(before),
      auditChange(ports, { company, actor, action: 'userGroup.removed', subject: `userGroup/${code}` }),
    ]);
    return 'removed';
  });
}
