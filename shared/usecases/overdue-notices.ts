import type { ApprovalEntry, ApprovalRequest } from '../domain/approval/approval.ts';
import { type OverdueReader, rulesOf } from '../domain/approval/request-rules.ts';
import { recordPath } from '../domain/record/record.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { auditChange } from './audit-change.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';

/** The approver is asked again. */
export function reminderNotice(entry: ApprovalEntry, now: string): Change {
  return askedAgain(entry, 'reminder', now);
}

/** Those who are told that an entry is overdue, and the entry of the audit trail (Business Central: Overdue Approval Entry). */
export async function overdueNotices(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  about: { entry: ApprovalEntry; request: ApprovalRequest; now: string; readers?: readonly OverdueReader[] },
): Promise<readonly Change[]> {
  const { entry, request, now } = about;
  const readers = about.readers ?? rulesOf(request).timing.overdueTo ?? [];
  const changes: Change[] = [];
  if (readers.includes('approver')) changes.push(askedAgain(entry, 'overdue', now));
  for (const userId of await othersOf(ports, entry, readers)) changes.push(toldOf(entry, userId, now));
  changes.push(
    auditChange(ports, {
      company: entry.company,
      actor: 'system',
      action: 'entry.overdue',
      subject: `entry/${entry.id}`,
      record: entry.record,
      details: { runId: entry.runId, approverId: entry.approverId, dueAt: entry.dueAt, sequence: entry.sequence },
    }),
  );
  return changes;
}

async function othersOf(
  ports: Pick<Ports, 'store'>,
  { company, approverId, senderId }: ApprovalEntry,
  readers: readonly OverdueReader[],
): Promise<readonly string[]> {
  const approver = await approvalUserItems.get(ports.store, { company, userId: approverId });
  const next = approver?.value.approverId;
  const others = [
    ...(readers.includes('requester') ? [senderId] : []),
    ...(readers.includes('nextApprover') && next !== undefined ? [next] : []),
  ];
  return [...new Set(others)].filter((userId) => userId !== approverId);
}

function askedAgain(entry: ApprovalEntry, occasion: 'reminder' | 'overdue', now: string): Change {
  const { company, id: entryId, assignment } = entry;
  return outgoingNotification({
    company,
    group: notificationGroup(entry.runId),
    id: `${occasion}/${entryId}/${assignment}/${now}`,
    to: { userId: entry.approverId },
    content: { kind: 'approvalRequested', entryId, assignment, occasion },
    now,
  });
}

function toldOf(entry: ApprovalEntry, userId: string, now: string): Change {
  const what = recordPath(entry.record);
  return outgoingNotification({
    company: entry.company,
    group: notificationGroup(entry.runId),
    id: `overdue/${entry.id}/${userId}/${now}`,
    to: { userId },
    content: {
      kind: 'email',
      subject: `Overdue: approval of ${what}`,
      text: `${entry.approverId} has not decided about ${what}, which ${entry.senderId} sent for approval. It was due on ${entry.dueAt.slice(0, 10)}.`,
    },
    now,
  });
}
