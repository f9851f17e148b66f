import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import { entryIdOf } from '../../repositories/approval-items.ts';
import type { ActionContext } from '../catalogue/connector.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

interface EntryPlace {
  /** Among all entries of the request. */
  readonly number: number;
  readonly approverId: string;
  readonly sequence: number;
  readonly dueAt: string;
}

/** An entry of a request of which nobody has been asked yet. */
export function createdEntry(
  request: Pick<ApprovalRequest, 'company' | 'id' | 'runId' | 'workflow' | 'record' | 'senderId' | 'createdAt'>,
  { number, ...place }: EntryPlace,
): ApprovalEntry {
  const { company, id, runId, workflow, record, senderId, createdAt } = request;
  return {
    company,
    id: entryIdOf(id, number),
    requestId: id,
    runId,
    workflow,
    record,
    ...place,
    senderId,
    status: 'created',
    assignment: 1,
    createdAt,
    comments: [],
  };
}

/** An approver's entry before it is opened; the requester's own is approved at once (domain 4.4). */
export function newEntry(
  { run, ports }: ActionContext,
  approvers: ResolvedApprovers,
  place: EntryPlace,
): ApprovalEntry {
  const now = instantOf(ports.clock);
  const request = { ...run, runId: run.id, senderId: approvers.requesterId, createdAt: now };
  const own = place.approverId === approvers.requesterId;
  const { amount, amountLcy, currency, approvalType, limitType, salespersonCode, documentType, documentNo } = approvers;
  return {
    ...createdEntry(request, place),
    ...(own && { status: 'approved', decidedAt: now, decidedBy: place.approverId, decidedVia: 'auto' }),
    amount,
    ...(amountLcy !== undefined && { amountLcy }),
    currency,
    approvalType,
    limitType,
    ...(salespersonCode !== undefined && { salespersonCode }),
    ...(documentType !== undefined && { documentType }),
    documentNo,
  };
}
