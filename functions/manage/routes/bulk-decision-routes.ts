import type { Caller } from '../../../shared/domain/company/caller.ts';
import type { Role } from '../../../shared/domain/company/company.ts';
import {
  personOf,
  type RouteHandlers,
  refuse,
  refuseAmbiguous,
  refuseNotFound,
} from '../../../shared/middleware/api-request.ts';
import type { Decision } from '../../../shared/usecases/decide-entry.ts';
import { findEntriesToDelegate, findOwnEntry } from '../../../shared/usecases/find-own-entry.ts';
import { findRecord } from '../../../shared/usecases/find-record.ts';
import { sendOverdueNotifications } from '../../../shared/usecases/send-overdue-notifications.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { decideAsAsked } from './entry-answers.ts';
import { faultOfOne } from './fault-of-one.ts';

interface RecordDecision {
  readonly company: string;
  readonly params: { readonly entity: string; readonly id: string };
  readonly query: { readonly source?: string };
  readonly body: { readonly comment?: string; readonly contentHash?: string };
  readonly caller: Caller;
}

/** Whoever is asked has one of these roles; who only sends delegates without (domain 4.6). */
const DECIDERS: readonly Role[] = ['admin', 'approver'];

/** Decisions on several entries at once, and on whatever is asked about a record. */
export function bulkDecisionRoutes(
  ports: ManagePorts,
): RouteHandlers<'decideEntries' | 'approveRecord' | 'rejectRecord' | 'delegateRecord' | 'sendOverdueNotifications'> {
  const decideRecord = (decision: Decision) => async (request: RecordDecision) => {
    const { company, params, query, body, caller } = request;
    const source = query.source ?? caller.sourceId;
    if (caller.sourceId !== undefined && source !== caller.sourceId) return refuseNotFound();
    const found = await findRecord(ports, { company, ...params, ...(source !== undefined && { source }) });
    if (found.kind === 'ambiguous') return refuseAmbiguous(found.sources);
    if (found.kind !== 'found') return refuseNotFound();
    const about = { record: found.key, userId: personOf(caller) };
    const entries =
      decision === 'delegate' ? await findEntriesToDelegate(ports, about) : [await findOwnEntry(ports, about)];
    const [entry] = entries;
    if (entries.length > 1) {
      return refuse(409, 'several-open', {
        detail: `Of ${params.entity} ${params.id} several entries are open: ${entries.map((open) => open?.id).join(', ')}. Delegate one by its id.`,
      });
    }
    if (!entry) {
      return refuse(409, 'nothing-open', {
        detail: `Nothing is asked of you about ${params.entity} ${params.id}. Requests about changed fields are decided by their entry.`,
      });
    }
    return decideAsAsked(ports, { company, caller, decision, entryId: entry.id, ...body });
  };
  return {
    async decideEntries({ company, body, caller }) {
      const { ids, decision, comment } = body;
      if (decision !== 'delegate' && !DECIDERS.some((role) => caller.roles.includes(role))) {
        return refuse(403, 'forbidden', { detail: `This needs the role ${DECIDERS.join(' or ')}.` });
      }
      const results = [];
      for (const id of new Set(ids)) {
        const answer = await decideAsAsked(ports, {
          company,
          caller,
          decision,
          entryId: id,
          ...(comment && { comment }),
        }).catch(faultOfOne(ports.log, { company, entryId: id, decision }));
        results.push(
          'refused' in answer
            ? { id, status: answer.refused.status, detail: answer.refused.detail ?? answer.refused.title }
            : { id, status: answer.status, entry: answer.body },
        );
      }
      return { status: 200, body: { results } };
    },
    async sendOverdueNotifications({ company, caller }) {
      const result = await sendOverdueNotifications(ports, { company, user: personOf(caller) });
      return result.kind === 'accepted'
        ? { status: 202, body: { eventId: result.eventId } }
        : refuse(409, 'no-workflow', { detail: result.reason });
    },
    approveRecord: decideRecord('approve'),
    rejectRecord: decideRecord('reject'),
    delegateRecord: decideRecord('delegate'),
  };
}
