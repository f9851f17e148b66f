import type { ApprovalEntry, ApprovalRequest } from '../domain/approval/approval.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import type { Ports } from '../ports/ports.ts';
import { recordItems } from '../repositories/record-items.ts';
import { type Actor, decideEntry } from './decide-entry.ts';
import { enqueueEvent } from './enqueue-event.ts';
import { eventOf } from './request-approval.ts';
import { statusGivenBy } from './status-given.ts';

const COMMENT = 'Nobody decided in time.';

/**
 * Ends what nobody decided, as the workflow says. A cancellation goes the way of Cancel Approval Request: the workflow does what it does
 * then; its event has the name of the entry, so it happens once.
 */
export async function expireEntry(
  ports: Pick<Ports, 'store' | 'queue' | 'blobs' | 'clock' | 'ids'>,
  expired: { entry: ApprovalEntry; request: ApprovalRequest; actor: Actor },
): Promise<void> {
  const { entry, request, actor } = expired;
  const { onExpiry = 'cancel' } = rulesOf(request).timing;
  const { company, id: entryId } = entry;
  if (onExpiry !== 'cancel') {
    await decideEntry(ports, { company, entryId, decision: onExpiry, comment: COMMENT, actor });
    return;
  }
  const snapshot = await recordItems.get(ports.store, request.record);
  // Workflows wait for a cancellation while the record is pending, whatever its source tells of the status.
  const status = await statusGivenBy(ports, { company, id: request.runId });
  const event = eventOf(ports, {
    key: request.record,
    snapshot: snapshot?.value,
    user: actor.userId,
    verb: 'approvalCancelled',
    ...(status !== undefined && { content: { fields: { status } } }),
  });
  await enqueueEvent(ports, { ...event, id: `expired-${entryId}`, cause: `${request.runId}/expired` });
}
