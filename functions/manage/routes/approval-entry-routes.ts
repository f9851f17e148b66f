import type { Caller } from '../../../shared/domain/company/caller.ts';
import { maySeeEntry } from '../../../shared/domain/company/visibility.ts';
import { personOf, type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { commentEntry } from '../../../shared/usecases/comment-entry.ts';
import { type Actor, type Decision, decideEntry } from '../../../shared/usecases/decide-entry.ts';
import { getEntry } from '../../../shared/usecases/get-entry.ts';
import { type EntryFilter, type ListedEntry, listEntries, withPending } from '../../../shared/usecases/list-entries.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

type EntryOperation =
  | 'listApprovalEntries'
  | 'getApprovalEntry'
  | 'approveEntry'
  | 'rejectEntry'
  | 'delegateEntry'
  | 'commentEntry';

interface DecisionRequest {
  readonly company: string;
  readonly params: { readonly id: string };
  readonly body: { readonly comment?: string };
  readonly caller: Caller;
}

/** Approval entries: what people have to decide, and their decisions. */
export function approvalEntryRoutes(ports: ManagePorts): RouteHandlers<EntryOperation> {
  const decide = (decision: Decision) => async (request: DecisionRequest) => {
    const { company, params, body, caller } = request;
    const comment = body.comment ? { comment: body.comment } : {};
    const input = { company, entryId: params.id, decision, actor: actingAs(caller), ...comment };
    const result = await decideEntry(ports, input);
    switch (result.kind) {
      case 'decided':
        return answer(ports, result.entry);
      case 'not-found':
        return refuseNotFound();
      case 'not-yours':
        return maySeeEntry(caller, result.entry)
          ? refuse(403, 'not-yours', { detail: `Entry ${params.id} is for ${result.entry.approverId} to decide.` })
          : refuseNotFound();
      case 'not-open':
      case 'reassigned':
        return refuse(409, 'not-open', {
          detail: `Entry ${params.id} is ${result.entry.status}, so nothing was changed.`,
        });
      case 'no-delegate':
        return refuse(409, 'no-delegate', { detail: result.reason });
    }
  };
  return {
    async listApprovalEntries({ query, caller }) {
      const question = { caller, filter: filterOf(query, caller) };
      return pageAnswer(await listEntries(ports, question, pageRequest(query)), entryView);
    },
    async getApprovalEntry({ params, caller }) {
      const entry = await getEntry(ports, caller, params.id);
      return entry ? answer(ports, entry) : refuseNotFound();
    },
    approveEntry: decide('approve'),
    rejectEntry: decide('reject'),
    delegateEntry: decide('delegate'),
    async commentEntry({ company, params, body, caller }) {
      if (!(await getEntry(ports, caller, params.id))) return refuseNotFound();
      const input = { company, entryId: params.id, text: body.comment, actor: actingAs(caller) };
      const result = await commentEntry(ports, input);
      if (result.kind === 'commented') return answer(ports, result.entry);
      return result.kind === 'not-found'
        ? refuseNotFound()
        : refuse(403, 'not-yours', { detail: 'Only the sender, the approver and the approval administrator comment.' });
    },
  };
}

function actingAs(caller: Caller): Actor {
  return { userId: personOf(caller), via: 'api', roles: caller.roles };
}

async function answer(ports: Pick<ManagePorts, 'store'>, entry: ListedEntry['entry']) {
  const [listed = { entry, pendingApprovals: 0 }] = await withPending(ports, [entry]);
  return { status: 200 as const, body: entryView(listed) };
}

function entryView({ entry, pendingApprovals }: ListedEntry) {
  return { ...entry, pendingApprovals };
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
