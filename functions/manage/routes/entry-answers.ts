import type { ApprovalEntry } from '../../../shared/domain/approval/approval.ts';
import type { Caller } from '../../../shared/domain/company/caller.ts';
import { maySeeEntry } from '../../../shared/domain/company/visibility.ts';
import { personOf, type Refusal, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import {
  type Actor,
  type DecideEntryResult,
  type Decision,
  decideEntry,
} from '../../../shared/usecases/decide-entry.ts';
import { getEntry } from '../../../shared/usecases/get-entry.ts';
import { commentView, keepComment, withWholeComments } from '../../../shared/usecases/keep-comment.ts';
import { type ListedEntry, withPending } from '../../../shared/usecases/list-entries.ts';
import { viewApproval } from '../../../shared/usecases/view-approval.ts';
import type { ManagePorts } from '../manage-ports.ts';

/** The person who acts through the API. */
export function actingAs(caller: Caller): Actor {
  return { userId: personOf(caller), via: 'api', roles: caller.roles };
}

/** An entry as the API shows it. */
export function entryView({ entry, ...computed }: ListedEntry) {
  return { ...entry, ...computed, comments: entry.comments.map(commentView) };
}

/** The answer that shows one entry. */
export async function entryAnswer(ports: Pick<ManagePorts, 'store' | 'clock'>, entry: ApprovalEntry) {
  const [listed] = await withPending(ports, [entry]);
  const alone = { entry, pendingApprovals: 0, approvedCount: 0, rejectedCount: 0, overdue: false };
  return { status: 200 as const, body: entryView(listed ?? alone) };
}

/** One entry shows so many bytes of long comments, of the 6 MB that an answer may have. Lists show beginnings. */
const MOST_COMMENT_BYTES = 2_097_152;

/** The same with the record as it is now and with whole comments, for whoever is about to decide. */
export async function shownEntryAnswer(
  ports: Pick<ManagePorts, 'store' | 'blobs' | 'clock'>,
  entry: ApprovalEntry,
  readerId: string,
) {
  const [whole = entry] = await withWholeComments(ports, [entry], MOST_COMMENT_BYTES);
  const { status, body } = await entryAnswer(ports, whole);
  const view = await viewApproval(ports, { company: entry.company, entryId: entry.id, readerId });
  const { contentHash = '', changes = [], delegateId } = view ?? {};
  return { status, body: { ...body, contentHash, changes, ...(delegateId !== undefined && { delegateId }) } };
}

/** Decides as somebody asked through the API. Whoever says what they have seen decides about that and nothing else. */
export async function decideAsAsked(ports: ManagePorts, asked: AskedDecision) {
  const { company, entryId, caller, contentHash, comment, response } = asked;
  if (contentHash !== undefined) {
    const entry = await getEntry(ports, caller, entryId);
    const view = entry && (await viewApproval(ports, { company, entryId, readerId: personOf(caller) }));
    if (entry?.status === 'open' && view && view.contentHash !== contentHash) return recordChanged(entryId);
  }
  const result = await decideEntry(ports, {
    company,
    entryId,
    decision: asked.decision,
    ...(response !== undefined && { response }),
    actor: actingAs(caller),
    ...(comment && (await keepComment(ports, company, comment))),
    ...(contentHash !== undefined && { contentHash }),
  });
  return result.kind === 'decided' ? entryAnswer(ports, result.entry) : decisionRefusal(result, entryId, caller);
}

interface AskedDecision {
  readonly company: string;
  readonly entryId: string;
  readonly caller: Caller;
  readonly decision: Decision;
  readonly response?: string;
  readonly comment?: string;
  readonly contentHash?: string;
}

function recordChanged(entryId: string): Refusal {
  return refuse(409, 'record-changed', {
    detail: `The record has changed since entry ${entryId} was shown, so nothing was decided. Look at it as it is now, then decide.`,
  });
}

/** Why a decision was not made. */
export function decisionRefusal(
  result: Exclude<DecideEntryResult, { kind: 'decided' }>,
  entryId: string,
  caller: Caller,
): Refusal {
  switch (result.kind) {
    case 'not-found':
      return refuseNotFound();
    case 'not-yours':
      return maySeeEntry(caller, result.entry)
        ? refuse(403, 'not-yours', { detail: `Entry ${entryId} is for ${result.entry.approverId} to decide.` })
        : refuseNotFound();
    case 'own-request':
      return refuse(403, 'own-request', {
        detail: `${result.entry.senderId} asked for this approval and may not decide it. Somebody else has to.`,
      });
    case 'other-answers': {
      const { responses } = result;
      return refuse(422, 'other-answers', {
        detail: responses
          ? `Entry ${entryId} takes these answers: ${responses.join(', ')}. Send one of them to /approval-entries/${entryId}/respond.`
          : `Entry ${entryId} is approved or rejected: it names no responses of its own.`,
      });
    }
    case 'comment-missing':
      return refuse(422, 'comment-missing', {
        detail: 'Whoever rejects must say why.',
        errors: [{ pointer: '/comment', detail: 'It is required to reject.' }],
      });
    case 'not-open':
    case 'reassigned':
      return refuse(409, 'not-open', {
        detail: `Entry ${entryId} is ${result.entry.status}, so nothing was changed.`,
      });
    case 'no-delegate':
      return refuse(409, 'no-delegate', { detail: result.reason });
  }
}
