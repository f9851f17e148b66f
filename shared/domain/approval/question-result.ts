import type { ApprovalEntry } from './approval.ts';
import { APPROVE, REJECT } from './question.ts';

/** What an entry says to the question of its request; undefined while it says nothing. */
export function answerOf({ status, response }: Pick<ApprovalEntry, 'status' | 'response'>): string | undefined {
  if (response !== undefined) return response;
  if (status === 'approved') return APPROVE;
  return status === 'rejected' ? REJECT : undefined;
}

/** Who answered what, in the order of the answers. */
export interface QuestionResult {
  readonly outcome: string;
  readonly responses: readonly {
    readonly userId: string;
    readonly response: string;
    readonly comment?: string;
    readonly at: string;
  }[];
}

/** What the step gets as its result. */
export function resultOf(outcome: string, entries: readonly ApprovalEntry[]): QuestionResult {
  const responses = entries.flatMap((entry) => {
    const response = answerOf(entry);
    const { decidedBy, decidedAt, comments } = entry;
    if (response === undefined || decidedBy === undefined || decidedAt === undefined) return [];
    const comment = comments.findLast(({ userId, at }) => userId === decidedBy && at === decidedAt)?.text;
    return [{ userId: decidedBy, response, ...(comment !== undefined && { comment }), at: decidedAt }];
  });
  return {
    outcome,
    responses: responses.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0)),
  };
}
