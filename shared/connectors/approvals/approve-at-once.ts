import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Change } from '../../ports/item-store.ts';
import { requestItems } from '../../repositories/approval-items.ts';
import type { Versioned } from '../../repositories/item-type.ts';
import { decisionGroup } from '../../usecases/compose-outbox.ts';
import type { LoadedRequest } from '../../usecases/load-request.ts';
import { requestEvent } from '../../usecases/request-event.ts';
import { type ActionContext, ActionFailedError, type ActionResult } from '../catalogue/connector.ts';

/** Nothing has to be opened: the last approved entry speaks for the whole request (domain 4.5, first send, rule 3). */
export function approveAtOnce(context: ActionContext, { request, entries }: LoadedRequest): ActionResult {
  const approved = entries.findLast(({ value }) => value.status === 'approved');
  if (!approved) throw new ActionFailedError('No approval requests exist that could be sent.');
  return {
    output: { opened: [], approvedAtOnce: true },
    changes: approvedChanges(context, request, approved.value),
    relay: [decisionGroup(context.run.id)],
  };
}

/** The run hears that an entry is approved which nobody had to decide. */
export function approvedChanges(
  { ports }: ActionContext,
  request: Versioned<ApprovalRequest>,
  approved: ApprovalEntry,
): readonly Change[] {
  return [
    requestItems.update(request, request.value),
    requestEvent({
      verb: 'approved',
      entry: approved,
      request: request.value,
      requestVersion: request.version + 1,
      decidedBy: approved.approverId,
      now: instantOf(ports.clock),
    }),
  ];
}
