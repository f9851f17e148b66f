import type { ApprovalEntry } from '../../../shared/domain/approval/approval.ts';
import type { Caller } from '../../../shared/domain/company/caller.ts';
import { maySeeEntry } from '../../../shared/domain/company/visibility.ts';
import { personOf, type Refusal, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import type { Actor, DecideEntryResult } from '../../../shared/usecases/decide-entry.ts';
import { type ListedEntry, withPending } from '../../../shared/usecases/list-entries.ts';
import type { ManagePorts } from '../manage-ports.ts';

/** The person who acts through the API. */
export function actingAs(caller: Caller): Actor {
  return { userId: personOf(caller), via: 'api', roles: caller.roles };
}

/** An entry as the API shows it. */
export function entryView({ entry, ...computed }: ListedEntry) {
  return { ...entry, ...computed };
}

/** The answer that shows one entry. */
export async function entryAnswer(ports: Pick<ManagePorts, 'store' | 'clock'>, entry: ApprovalEntry) {
  const [listed] = await withPending(ports, [entry]);
  const alone = { entry, pendingApprovals: 0, approvedCount: 0, rejectedCount: 0, overdue: false };
  return { status: 200 as const, body: entryView(listed ?? alone) };
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
