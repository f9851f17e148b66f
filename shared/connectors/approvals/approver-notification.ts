import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Change } from '../../ports/item-store.ts';
import { notificationGroup, outgoingNotification } from '../../usecases/compose-outbox.ts';
import type { ActionContext } from '../catalogue/connector.ts';

/** The approver is asked. Once for each person who gets the entry. */
export function approverNotification({ run, event, ports }: ActionContext, entry: ApprovalEntry): Change {
  const delegatedBy = event.event.type === 'approvalRequest.delegated' ? event.event.request?.decidedBy : undefined;
  return outgoingNotification({
    company: run.company,
    group: notificationGroup(run.id),
    id: `requested/${entry.id}/${entry.assignment}`,
    to: { userId: entry.approverId },
    content: {
      kind: 'approvalRequested',
      entryId: entry.id,
      assignment: entry.assignment,
      ...(delegatedBy !== undefined && { delegatedBy }),
    },
    now: instantOf(ports.clock),
  });
}
