import { makeHandler } from '../../../functions/send-notifications/handler.ts';
import type { NotificationContent } from '../../../shared/domain/notification/notification.ts';
import type { Mailer } from '../../../shared/ports/mailer.ts';
import { CONTEXT } from '../../middleware/http-event-of.ts';
import { sqsRecord } from '../../support/aws/sqs-record.ts';
import { type ApprovalParts, createApproval } from '../show-approval/approval-fixture.ts';

export const ASKED = { kind: 'approvalRequested', entryId: 'run-1.1', assignment: 1 } as const;

/** An approval that waits, and the function that tells people of it. */
export async function createNotifier(parts: ApprovalParts = {}, wrap: (mailer: Mailer) => Mailer = (mailer) => mailer) {
  const approval = await createApproval(parts);
  const { ports, store, mailer } = approval;
  const handler = makeHandler({ ...ports, mailer: wrap(mailer) });
  return {
    ...approval,
    /** Hands the messages over in one batch, as the queue does. */
    handle: (...bodies: readonly string[]) =>
      handler({ Records: bodies.map((body, index) => sqsRecord(`m-${index}`, undefined, body)) }, CONTEXT),
    /** What the audit trail says of mails that were not sent. */
    unsent: () => store.items().flatMap(({ type, body }) => (type === 'audit' ? [body] : [])),
  };
}

/** A message of the notification queue. */
export function messageTo(to: string, content: NotificationContent = ASKED, id = 'n-1'): string {
  const recipient = to.includes('@') ? { email: to } : { userId: to };
  return JSON.stringify({ company: 'cronus', id, to: recipient, content, createdAt: '2026-03-02T08:00:00.000Z' });
}

/** The token in the only link of a mail. */
export function tokenIn(text: string): string {
  return /\/approvals\/([\w-]+)/.exec(text)?.[1] ?? '';
}
