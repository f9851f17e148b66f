import type { Caller } from '../../../shared/domain/company/caller.ts';
import {
  personOf,
  type Refusal,
  type RouteHandlers,
  refuse,
  refuseAmbiguous,
  refuseNotFound,
} from '../../../shared/middleware/api-request.ts';
import { findRecord, type RecordQuestion } from '../../../shared/usecases/find-record.ts';
import { mayUseRecord } from '../../../shared/usecases/may-use-record.ts';
import type { RequestApprovalResult } from '../../../shared/usecases/request-approval.ts';
import { viewRecord } from '../../../shared/usecases/view-record.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { eventUrl } from './addresses.ts';
import { recordView } from './record-view.ts';

interface RecordRequest {
  readonly company: string;
  readonly params: { readonly entity: string; readonly id: string };
  readonly query: { readonly source?: string };
  readonly caller: Caller;
}

/** Records: what we know of them, and asking approval. */
export function recordRoutes(
  ports: ManagePorts,
): RouteHandlers<'getRecord' | 'requestApproval' | 'cancelApproval' | 'mayUseRecord'> {
  const accepted = (company: string, result: RequestApprovalResult) => {
    if (result.kind !== 'accepted') return refusalOf(result);
    const { eventId, source } = result;
    const url = eventUrl(ports.settings, { company, source, id: eventId });
    return { status: 202 as const, body: { eventId, source, url } };
  };
  return {
    async getRecord(request) {
      const question = questionOf(request);
      if (!question) return refuseNotFound();
      const result = await viewRecord(ports, { ...question, caller: request.caller });
      return result.kind === 'found'
        ? { status: 200, body: recordView(ports.settings, result.view) }
        : refusalOf(result);
    },
    async requestApproval(request) {
      // Finding approvers is a large part of the code, and most calls only look.
      const { foreseeApprovers } = await import('../../../shared/connectors/approvals/foresee-approvers.ts');
      const { requestApproval } = await import('../../../shared/usecases/request-approval.ts');
      const question = questionOf(request);
      if (!question) return refuseNotFound();
      const { record: content, again = false } = request.body;
      const asked = { ...question, user: personOf(request.caller), again, ...(content && { content }) };
      return accepted(request.company, await requestApproval(ports, asked, foreseeApprovers(ports)));
    },
    async cancelApproval(request) {
      const question = questionOf(request);
      if (!question) return refuseNotFound();
      const { caller } = request;
      const cancelled = { ...question, user: personOf(caller), roles: caller.roles };
      const { cancelApproval } = await import('../../../shared/usecases/cancel-approval.ts');
      return accepted(request.company, await cancelApproval(ports, cancelled));
    },
    async mayUseRecord(request) {
      const { use } = request.params;
      const question = questionOf(request);
      if (!question) return refuseNotFound();
      const { company, entity, id, source } = question;
      // A source asks about its own records, also about those that we have never seen.
      if (source !== undefined) {
        return { status: 200, body: await mayUseRecord(ports, { company, entity, id, source, use }) };
      }
      const found = await findRecord(ports, question);
      if (found.kind === 'ambiguous') return refuseAmbiguous(found.sources);
      return {
        status: 200,
        body: found.kind === 'found' ? await mayUseRecord(ports, { ...found.key, use }) : { allowed: true },
      };
    },
  };
}

/** Which record is meant. A source speaks of its own records only; undefined when it names another source. */
function questionOf({ company, params, query, caller }: RecordRequest): RecordQuestion | undefined {
  const source = query.source ?? caller.sourceId;
  if (caller.sourceId !== undefined && source !== caller.sourceId) return undefined;
  return { company, entity: params.entity, id: params.id, ...(source !== undefined && { source }) };
}

function refusalOf(result: Exclude<RequestApprovalResult, { kind: 'accepted' }>): Refusal {
  switch (result.kind) {
    case 'refused':
      return refuse(409, 'refused', { detail: result.reason });
    case 'approved-before':
      return refuse(409, 'approved-before', { detail: result.reason });
    case 'ambiguous':
      return refuseAmbiguous(result.sources);
    case 'unknown-record':
      return refuseNotFound();
  }
}
