import type { UserGroup } from '../../../shared/domain/approval/user-group.ts';
import { withSequences } from '../../../shared/domain/approval/user-group-rules.ts';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { userGroupItems } from '../../../shared/repositories/approval-policy-items.ts';
import { putUserGroup, removeUserGroup } from '../../../shared/usecases/put-user-group.ts';
import { readPage } from '../../../shared/usecases/read-page.ts';
import { userGroupsOf } from '../../../shared/usecases/user-groups.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** User groups: people who approve together. */
export function userGroupRoutes(
  ports: ManagePorts,
): RouteHandlers<'listUserGroups' | 'getUserGroup' | 'putUserGroup' | 'removeUserGroup'> {
  return {
    async listUserGroups({ company, query }) {
      const partitions = [userGroupsOf(company)];
      return pageAnswer(await readPage(ports, { type: userGroupItems, partitions }, pageRequest(query)), view);
    },
    async getUserGroup({ company, params }) {
      const group = await userGroupItems.get(ports.store, { company, code: params.code });
      return group ? { status: 200, body: view(group.value) } : refuseNotFound();
    },
    async putUserGroup({ company, params, body, caller }) {
      const group = { ...body, company, code: params.code, members: withSequences(body.members) };
      const result = await putUserGroup(ports, { group, actor: actorOf(caller) });
      if (result.kind === 'saved') return { status: result.created ? 201 : 200, body: view(result.group) };
      const detail = result.rules.map((rule) => rule.detail).join(' ');
      return refuse(422, 'user-group-rules', { detail, errors: [...result.rules] });
    },
    async removeUserGroup({ company, params, caller }) {
      const result = await removeUserGroup(ports, { company, code: params.code, actor: actorOf(caller) });
      return result === 'removed' ? { status: 204, body: null } : refuseNotFound();
    },
  };
}

function view({ code, description, members, levels }: UserGroup) {
  return { code, members, ...(description !== undefined && { description }), ...(levels && { levels }) };
}
