import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import { entryIdOf } from '../../repositories/approval-items.ts';
import type { ActionContext } from '../catalogue/connector.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

/** An approver's entry before it is opened; the requester's own is approved at once (domain 4.4). */
export function newEntry(
  { run, ports }: ActionContext,
  approvers: ResolvedApprovers,
  place: { number: number; approverId: string; sequence: number; dueAt: string },
): ApprovalEntry {
  const now = instantOf(ports.clock);
  const { number, ...rest } = place;
  const own = place.approverId === approvers.requesterId;
  const { amount, amountLcy, currency, approvalType, limitType, salespersonCode, documentType, documentNo } = approvers;
  return {
    company: run.company,
    id: entryIdOf(run.id, number),
    requestId: run.id,
    runId: run.id,
    workflow: run.workflow,
    record: run.record,
    ...rest,
    senderId: approvers.requesterId,
    status: own ? 'approved' : 'created',
    assignment: 1,
    createdAt: now,
    ...(own && { decidedAt: now, decidedBy: place.approverId, decidedVia: 'auto' as const }),
    amount,
    ...(amountLcy !== undefined && { amountLcy }),
    currency,
    approvalType,
    limitType,
    ...(salespersonCode !== undefined && { salespersonCode }),
    ...(documentType !== undefined && { documentType }),
    documentNo,
    comments: [],
  };
}
