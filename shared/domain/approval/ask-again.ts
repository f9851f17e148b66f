import { type ApprovalEntry, type ApprovalRequest, isPending } from './approval.ts';
import { noLongerNeeded } from './level-progress.ts';
import { rulesOf } from './request-rules.ts';

/** A request whose record has changed, asked anew: nobody has decided about what the record is now. */
export interface AskedAgain {
  readonly request: ApprovalRequest;
  /** Those that become other than they were. */
  readonly entries: readonly ApprovalEntry[];
}

/**
 * Everybody is to be asked again, from the lowest level on. The requester's own entry stays as it is. Links that were sent no longer
 * decide. Undefined when there is nobody to ask.
 */
export function askedAgain(
  request: ApprovalRequest,
  entries: readonly ApprovalEntry[],
  content: { readonly hash: string; readonly event: { readonly source: string; readonly id: string } },
): AskedAgain | undefined {
  const anew = entries.map((entry) => (isOwn(entry) ? entry : unasked(entry)));
  const needless = noLongerNeeded(anew, rulesOf(request).levels);
  const after = anew.map(
    (entry): ApprovalEntry => (needless.includes(entry) ? { ...entry, status: 'canceled' } : entry),
  );
  const pendingApprovals = after.filter(isPending).length;
  if (pendingApprovals === 0) return undefined;
  return {
    request: { ...request, pendingApprovals, contentHash: content.hash, askedEvent: content.event },
    entries: after.filter((entry) => !isOwn(entry)),
  };
}

function isOwn({ approverId, senderId, decidedVia }: ApprovalEntry): boolean {
  return approverId === senderId && decidedVia === 'auto';
}

function unasked(entry: ApprovalEntry): ApprovalEntry {
  const { sentAt, assignedAt, decidedAt, decidedBy, decidedVia, openedBy, progress, nextActionAt, ...rest } = entry;
  return { ...rest, status: 'created', assignment: entry.assignment + 1 };
}
