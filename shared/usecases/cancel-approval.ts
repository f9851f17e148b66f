import type { Role } from '../domain/company/company.ts';
import { listenerItems, listenersOf, topicOf } from '../repositories/run-items.ts';
import { enqueueEvent } from './enqueue-event.ts';
import { findRecord, type RecordQuestion } from './find-record.ts';
import { mayCancel } from './may-cancel.ts';
import { eventOf, type RequestApprovalPorts, type RequestApprovalResult } from './request-approval.ts';

/** Business Central's Cancel Approval Request: the sender of a pending request, or the approval administrator, may. */
export async function cancelApproval(
  ports: RequestApprovalPorts,
  question: RecordQuestion & { user: string; roles: readonly Role[] },
): Promise<RequestApprovalResult> {
  const found = await findRecord(ports, question);
  if (found.kind !== 'found') return found;
  const refusal = await refusalOf(ports, question, topicOf(found.key));
  if (refusal) return { kind: 'refused', reason: refusal };
  const event = eventOf(ports, { ...found, user: question.user, verb: 'approvalCancelled' });
  await enqueueEvent(ports, event);
  return { kind: 'accepted', eventId: event.id, source: event.source };
}

async function refusalOf(
  ports: RequestApprovalPorts,
  { company, entity, id, user }: RecordQuestion & { user: string },
  topic: string,
): Promise<string | undefined> {
  const type = `${entity}.approvalCancelled`;
  const listeners = await listenerItems.queryAll(ports.store, {
    index: 'base',
    partition: listenersOf({ company, topic }),
  });
  const waiting = listeners.filter(({ value }) => value.listensTo.includes(type));
  const runIds = waiting.map(({ value }) => value.runId);
  const { pending, reason } = await mayCancel(ports, { company, user, runIds });
  return pending === 0 ? `No approval request for ${entity} ${id} is pending, so there is nothing to cancel.` : reason;
}
