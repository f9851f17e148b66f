import type { Caller } from '../../../shared/domain/company/caller.ts';
import { personOf, type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { commentEntry } from '../../../shared/usecases/comment-entry.ts';
import type { Decision } from '../../../shared/usecases/decide-entry.ts';
import { getEntry } from '../../../shared/usecases/get-entry.ts';
import { keepComment } from '../../../shared/usecases/keep-comment.ts';
import { type EntryFilter, listEntries } from '../../../shared/usecases/list-entries.ts';
import { reassignEntry } from '../../../shared/usecases/reassign-entry.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { actingAs, decideAsAsked, entryAnswer, entryView, shownEntryAnswer } from './entry-answers.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

type EntryOperation =
  | 'listApprovalEntries'
  | 'getApprovalEntry'
  | 'approveEntry'
  | 'rejectEntry'
  | 'respondToEntry'
  | 'delegateEntry'
  | 'commentEntry'
  | 'reassignEntry';

interface DecisionRequest {
  readonly company: string;
  readonly params: { readonly id: string };
  readonly body: { readonly response?: string; readonly comment?: string; readonly contentHash?: string };
  readonly caller: Caller;
}

/** Approval entries: what people have to decide, and their decisions. */
export function approvalEntryRoutes(ports: ManagePorts): RouteHandlers<EntryOperation> {
  const decide =
    (decision: Decision) =>
    async ({ company, params, body, caller }: DecisionRequest) =>
      decideAsAsked(ports, { company, entryId: params.id, decision, caller, ...body });
  return {
    async listApprovalEntries({ query, caller }) {
      const question = { caller, filter: filterOf(query, caller) };
      return pageAnswer(await listEntries(ports, question, pageRequest(query)), entryView);
    },
    async getApprovalEntry({ params, caller }) {
      const entry = await getEntry(ports, caller, params.id);
      return entry ? shownEntryAnswer(ports, entry, personOf(caller)) : refuseNotFound();
    },
    approveEntry: decide('approve'),
    rejectEntry: decide('reject'),
    respondToEntry: decide('respond'),
    delegateEntry: decide('delegate'),
    async commentEntry({ company, params, body, caller }) {
      if (!(await getEntry(ports, caller, params.id))) return refuseNotFound();
      const input = { company, entryId: params.id, text: body.comment, actor: actingAs(caller) };
      const result = await commentEntry(ports, input);
      if (result.kind === 'commented') return entryAnswer(ports, result.entry);
      if (result.kind === 'full') {
        return refuse(409, 'comments-full', { detail: `Entry ${params.id} can hold no more comments.` });
      }
      return result.kind === 'not-found'
        ? refuseNotFound()
        : refuse(403, 'not-yours', { detail: 'Only the sender, the approver and the approval administrator comment.' });
    },
    async reassignEntry({ company, params, body, caller }) {
      const { approverId, comment } = body;
      const result = await reassignEntry(ports, {
        company,
        entryId: params.id,
        approverId,
        ...(comment && (await keepComment(ports, company, comment))),
        actor: actingAs(caller),
      });
      switch (result.kind) {
        case 'reassigned':
          return entryAnswer(ports, result.entry);
        case 'not-found':
          return refuseNotFound();
        case 'not-yours':
          return (await getEntry(ports, caller, params.id))
            ? refuse(403, 'not-yours', { detail: 'Only admins and the approval administrator reassign.' })
            : refuseNotFound();
        case 'not-pending':
          return refuse(409, 'not-open', { detail: `Entry ${params.id} is ${result.entry.status} already.` });
        case 'refused':
          return refuse(422, 'approver-refused', {
            detail: result.reason,
            errors: [{ pointer: '/approverId', detail: result.reason }],
          });
      }
    },
  };
}

/** `me` is whoever asks. */
function filterOf(query: EntryFilter, caller: Caller): EntryFilter {
  const person = (userId: string | undefined) => (userId === 'me' ? personOf(caller) : userId);
  const approver = person(query.approver);
  const sender = person(query.sender);
  const { status, record, run } = query;
  return {
    ...(approver !== undefined && { approver }),
    ...(sender !== undefined && { sender }),
    ...(status !== undefined && { status }),
    ...(record !== undefined && { record }),
    ...(run !== undefined && { run }),
  };
}
