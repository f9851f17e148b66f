import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { memberItems } from '../../../shared/repositories/company-items.ts';
import { type Duties, findDuties } from '../../../shared/usecases/find-duties.ts';
import { handOverDuties } from '../../../shared/usecases/hand-over-duties.ts';
import { listMembers } from '../../../shared/usecases/list-members.ts';
import { putMember } from '../../../shared/usecases/put-member.ts';
import { removeMember } from '../../../shared/usecases/remove-member.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** Members: who belongs to the company and what they may do. */
export function memberRoutes(
  ports: ManagePorts,
): RouteHandlers<'listMembers' | 'getMember' | 'putMember' | 'removeMember' | 'getDuties' | 'handOverDuties'> {
  return {
    async listMembers({ company, query }) {
      return pageAnswer(await listMembers(ports, company, pageRequest(query)), (member) => member);
    },
    async getMember({ company, params }) {
      const member = await memberItems.get(ports.store, { company, userId: params.userId });
      return member ? { status: 200, body: member.value } : refuseNotFound();
    },
    async putMember({ company, params, body, caller }) {
      const result = await putMember(ports, { company, userId: params.userId, input: body, actor: actorOf(caller) });
      switch (result.kind) {
        case 'saved':
          return { status: result.created ? 201 : 200, body: result.member };
        case 'subject-taken':
          return refuse(409, 'subject-taken', {
            detail: `Tokens with this issuer and subject speak for ${result.userId}.`,
          });
        case 'last-administrator':
          return refuse(409, 'last-administrator', { detail: lastAdministrator(params.userId) });
      }
    },
    async removeMember({ company, params, caller }) {
      const result = await removeMember(ports, { company, userId: params.userId, actor: actorOf(caller) });
      switch (result.kind) {
        case 'removed':
          return { status: 204, body: null };
        case 'not-found':
          return refuseNotFound();
        case 'last-administrator':
          return refuse(409, 'last-administrator', { detail: lastAdministrator(params.userId) });
        case 'needed':
          return refuse(409, 'still-needed', { detail: result.reason });
      }
    },
    async getDuties({ company, params }) {
      return { status: 200, body: dutiesView(await findDuties(ports, { company, userId: params.userId })) };
    },
    async handOverDuties({ company, params, body, caller }) {
      const actor = { userId: actorOf(caller), via: 'api', roles: caller.roles } as const;
      const result = await handOverDuties(ports, { company, userId: params.userId, ...body, actor });
      if (result.kind === 'handed-over') {
        return { status: 200, body: { ...dutiesView(result.duties), left: result.left } };
      }
      const detail = `${result.userId} is not in the approval user setup.`;
      return refuse(422, 'not-set-up', { detail, errors: [{ pointer: '/to', detail }] });
    },
  };
}

function dutiesView({ entries, ...duties }: Duties) {
  return { ...duties, entries: entries.map(({ id, status, workflow }) => ({ id, status, workflow })) };
}

function lastAdministrator(userId: string): string {
  return `${userId} is the last one with the role admin. Give it to somebody else first.`;
}
