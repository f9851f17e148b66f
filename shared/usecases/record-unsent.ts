import type { Notification } from '../domain/notification/notification.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { auditChange } from './audit-change.ts';

/** Says in the audit trail, of the company and of the record, that somebody was not told and why: trying again would not help. */
export async function recordUnsent(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>,
  notification: Notification,
  reason: string,
): Promise<void> {
  const { company, id, to, content } = notification;
  const record = await recordOf(ports, notification);
  ports.log.warn('A notification was not sent.', { id, kind: content.kind, reason });
  await ports.store.write([
    auditChange(ports, {
      company,
      actor: 'system',
      action: 'notification.unsent',
      subject: `notification/${content.kind}`,
      ...(record && { record }),
      details: { recipient: 'userId' in to ? to.userId : 'an address', reason },
    }),
  ]);
}

/** The record that a notification is about, where it is about one. */
async function recordOf(
  { store }: Pick<Ports, 'store'>,
  { company, content }: Notification,
): Promise<RecordKey | undefined> {
  switch (content.kind) {
    case 'approvalRequested':
      return (await entryItems.get(store, { company, id: content.entryId }))?.value.record;
    case 'approvalEnded':
      return (await requestItems.get(store, { company, id: content.requestId }))?.value.record;
    case 'runParked':
    case 'runFailed':
      return (await runItems.get(store, { company, id: content.runId }))?.value.record;
    case 'requestRefused':
    case 'email':
      return undefined;
  }
}
