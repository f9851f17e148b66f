import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { instantOf } from '../../ports/clock.ts';
import { notificationOf } from '../../usecases/compose-outbox.ts';
import type { ActionContext } from '../catalogue/connector.ts';

/** The approver is asked. Once for each person who gets the entry. */
export function approverNotification({ run, event, ports }: ActionContext, entry: ApprovalEntry): Notification {
  const delegatedBy = event.event.type === 'approvalRequest.delegated' ? event.event.request?.decidedBy : undefined;
  return notificationOf({
    company: run.company,
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
