import type { ApprovalEntry, ApprovalRequest } from './approval.ts';
import { isPending } from './approval.ts';
import { noLongerNeeded } from './level-progress.ts';
import { outcomeOfAnswers, type Question, REJECT } from './question.ts';
import { answerOf } from './question-result.ts';
import { hasTimetable, rulesOf } from './request-rules.ts';

/** `respond`: one of the responses that a question names. */
export type Decision = 'approve' | 'reject' | 'delegate' | 'respond';

/** Who decides an entry, and how it came. `auto`: the platform itself, whose time had come. */
export interface DecidedBy {
  readonly userId: string;
  readonly via: 'link' | 'api' | 'auto';
  readonly comment?: string;
  /** Holds the whole text of a long comment. */
  readonly commentBlob?: string;
  readonly now: string;
}

/** What a decision makes of an entry, its request, and others of its level that nobody has to decide any more. */
export interface DecisionOutcome {
  readonly verb: 'approved' | 'rejected' | 'answered' | 'delegated';
  readonly entry: ApprovalEntry;
  readonly request: ApprovalRequest;
  readonly needless: readonly ApprovalEntry[];
}

/** The entry is approved or rejected. A rejection ends the request, whatever else is open (docs/decisions/waits-and-parking.md). */
export function decided(
  decision: 'approve' | 'reject',
  about: { entry: ApprovalEntry; request: ApprovalRequest; others: readonly ApprovalEntry[] },
  by: DecidedBy,
): DecisionOutcome {
  const { request, others } = about;
  const status = decision === 'approve' ? 'approved' : 'rejected';
  const entry: ApprovalEntry = {
    ...withComment(about.entry, by),
    status,
    decidedAt: by.now,
    decidedBy: by.userId,
    decidedVia: by.via,
  };
  const needless = status === 'approved' ? noLongerNeeded([entry, ...others], rulesOf(request).levels) : [];
  const pendingApprovals = request.pendingApprovals - 1 - needless.length;
  const requestStatus = status === 'rejected' ? 'rejected' : pendingApprovals === 0 ? 'approved' : 'pending';
  return {
    verb: status,
    entry,
    request: { ...request, pendingApprovals, status: requestStatus },
    needless: needless.map((other) => ({ ...other, status: 'canceled', decidedAt: by.now, decidedVia: 'auto' })),
  };
}

/** Somebody has answered a question. It goes on until the answers decide it; then nobody else has to answer. */
export function answered(
  answer: 'approve' | 'reject' | { readonly response: string },
  about: { entry: ApprovalEntry; request: ApprovalRequest; question: Question; others: readonly ApprovalEntry[] },
  by: DecidedBy,
): DecisionOutcome {
  const { request, question, others } = about;
  const verb = typeof answer === 'object' ? 'answered' : answer === 'approve' ? 'approved' : 'rejected';
  const entry: ApprovalEntry = {
    ...withComment(about.entry, by),
    status: verb === 'rejected' ? 'rejected' : 'approved',
    ...(typeof answer === 'object' && { response: answer.response }),
    decidedAt: by.now,
    decidedBy: by.userId,
    decidedVia: by.via,
  };
  const all = [entry, ...others];
  const outcome = outcomeOfAnswers(
    question,
    all.flatMap((one) => answerOf(one) ?? []),
    all.length,
  );
  const pending = others.filter(isPending);
  if (outcome === undefined)
    return { verb, entry, request: { ...request, pendingApprovals: pending.length }, needless: [] };
  const status = !question.responses && outcome === REJECT ? 'rejected' : 'approved';
  return {
    verb,
    entry,
    request: { ...request, pendingApprovals: 0, status, question: { ...question, outcome } },
    needless: pending.map((other) => ({ ...other, status: 'canceled', decidedAt: by.now, decidedVia: 'auto' })),
  };
}

/** Somebody else has it from now on. It stays the same entry, and old links no longer decide. */
export function handedOver(
  about: { entry: ApprovalEntry; request: ApprovalRequest },
  approverId: string,
  by: DecidedBy,
): DecisionOutcome {
  const assignment = about.entry.assignment + 1;
  return {
    verb: 'delegated',
    request: about.request,
    entry: {
      ...withComment(about.entry, by),
      approverId,
      assignment,
      assignedAt: by.now,
      // The sweep works out what comes next for the new approver.
      ...(hasTimetable(rulesOf(about.request)) && { nextActionAt: by.now }),
    },
    needless: [],
  };
}

function withComment(entry: ApprovalEntry, { comment, commentBlob, userId, now }: DecidedBy): ApprovalEntry {
  if (!comment) return entry;
  const said = { userId, text: comment, at: now, ...(commentBlob !== undefined && { textBlob: commentBlob }) };
  return { ...entry, comments: [...entry.comments, said] };
}
