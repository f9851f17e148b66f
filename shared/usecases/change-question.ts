import { type ApprovalEntry, isPending } from '../domain/approval/approval.ts';
import type { Question } from '../domain/approval/question.ts';
import type { Change } from '../ports/item-store.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import type { LoadedRequest } from './load-request.ts';

/** Nobody has to answer any more: the request and what is open of it are cancelled. */
export function cancelledQuestion(
  { request, entries }: LoadedRequest,
  cancelledBy: NonNullable<Question['cancelledBy']>,
  now: string,
): readonly Change[] {
  const { question } = request.value;
  const pending = entries.filter(({ value }) => isPending(value));
  return [
    requestItems.update(request, {
      ...request.value,
      pendingApprovals: 0,
      status: 'canceled',
      ...(question && { question: { ...question, cancelledBy } }),
    }),
    ...pending.map((before) => {
      const entry: ApprovalEntry = { ...before.value, status: 'canceled', decidedAt: now, decidedVia: 'auto' };
      return entryItems.update(before, entry);
    }),
  ];
}

/** What was cancelled of a question is asked again: of the same people, and who had not been asked yet waits again for the turn. */
export function reopenedQuestion({ request, entries }: LoadedRequest, question: Question): readonly Change[] {
  const { cancelledBy: _, ...rest } = question;
  const closed = entries.filter(({ value }) => value.status === 'canceled');
  return [
    requestItems.update(request, {
      ...request.value,
      pendingApprovals: closed.length,
      status: 'pending',
      question: rest,
    }),
    ...closed.map((before) => {
      const { decidedAt: _at, decidedVia: _via, ...entry } = before.value;
      return entryItems.update(before, { ...entry, status: entry.sentAt === undefined ? 'created' : 'open' });
    }),
  ];
}
