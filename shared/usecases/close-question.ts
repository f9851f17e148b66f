import { type ApprovalEntry, isPending } from '../domain/approval/approval.ts';
import type { Change } from '../ports/item-store.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import type { LoadedRequest } from './load-request.ts';

/** Nobody has to answer any more: the request and what is open of it are cancelled. */
export function closeQuestion({ request, entries }: LoadedRequest, now: string): readonly Change[] {
  const pending = entries.filter(({ value }) => isPending(value));
  return [
    requestItems.update(request, { ...request.value, pendingApprovals: 0, status: 'canceled' }),
    ...pending.map((before) => {
      const entry: ApprovalEntry = { ...before.value, status: 'canceled', decidedAt: now, decidedVia: 'auto' };
      return entryItems.update(before, entry);
    }),
  ];
}
