import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { approvalUserItems } from '../../../shared/repositories/approval-items.ts';
import { listApprovalUsers } from '../../../shared/usecases/list-approval-users.ts';
import { putApprovalUser } from '../../../shared/usecases/put-approval-user.ts';
import { removeApprovalUser } from '../../../shared/usecases/remove-approval-user.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** Approval user setup: limits, approvers and substitutes. */
export function approvalUserRoutes(
  ports: ManagePorts,
): RouteHandlers<'listApprovalUsers' | 'getApprovalUser' | 'putApprovalUser' | 'removeApprovalUser'> {
  return {
    async listApprovalUsers({ company, query }) {
      return pageAnswer(await listApprovalUsers(ports, company, pageRequest(query)), (user) => user);
    },
    async getApprovalUser({ company, params }) {
      const user = await approvalUserItems.get(ports.store, { company, userId: params.userId });
      return user ? { status: 200, body: user.value } : refuseNotFound();
    },
    async putApprovalUser({ company, params, body, caller }) {
      const user = { ...body, company, userId: params.userId };
      const result = await putApprovalUser(ports, { user, actor: actorOf(caller) });
      if (result.kind === 'saved') return { status: result.created ? 201 : 200, body: result.user };
      const detail = result.rules.map((rule) => rule.detail).join(' ');
      return refuse(422, 'approval-user-rules', { detail, errors: [...result.rules] });
    },
    async removeApprovalUser({ company, params, caller }) {
      const result = await removeApprovalUser(ports, { company, userId: params.userId, actor: actorOf(caller) });
      if (result.kind === 'removed') return { status: 204, body: null };
      return result.kind === 'not-found' ? refuseNotFound() : refuse(409, 'still-needed', { detail: result.reason });
    },
  };
}
