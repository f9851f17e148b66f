import { z } from 'zod';
import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Change } from '../../ports/item-store.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import type { Versioned } from '../../repositories/item-type.ts';
import { decisionGroup, notificationGroup, outgoingNotification } from '../../usecases/compose-outbox.ts';
import { type LoadedRequest, loadRequest } from '../../usecases/load-request.ts';
import { requestEvent } from '../../usecases/request-event.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';

/** Two changes for each entry (itself and its notification) in a write of at most 100. */
const ENTRIES_PER_WRITE = 40;

export const send = defineAction({
  name: 'send',
  title: 'Send the approval request',
  description:
    'Opens the next level of approvers and notifies them. When nobody has to act, the request counts as approved (domain 4.5).',
  businessCentralName: 'SENDAPPROVALREQUESTFORAPPROVAL',
  options: z.strictObject({}),
  async run(context): Promise<ActionResult> {
    const loaded = await loadRequest(context.ports, { company: context.run.company, requestId: context.run.id });
    if (!loaded) throw new ActionFailedError('No approval requests exist. Put approvals.create before approvals.send.');
    if (context.event.event.type === 'approvalRequest.delegated') return notifyDelegate(context, loaded);
    return openLowestLevel(context, loaded);
  },
});

/** The entry is open already; only its new approver has to hear of it. */
function notifyDelegate(context: ActionContext, { entries }: LoadedRequest): ActionResult {
  const entry = entries.find(({ value }) => value.id === context.event.event.request?.entryId)?.value;
  if (entry?.status !== 'open') return { output: { opened: [] } };
  return {
    output: { opened: [], notified: [entry.approverId] },
    changes: [approverNotification(context, entry)],
    relay: [notificationGroup(context.run.id)],
  };
}

/** Opens the lowest level that is still to be asked, unless an earlier one is at work. */
function openLowestLevel(context: ActionContext, loaded: LoadedRequest): ActionResult {
  const { entries, request } = loaded;
  const mine = entries.filter(({ value }) => value.openedBy === context.idempotencyKey);
  const created = entries.filter(({ value }) => value.status === 'created');
  if (entries.some((entry) => entry.value.status === 'open' && !mine.includes(entry)))
    return { output: { opened: [] } };
  if (mine.length === 0 && created.length === 0) return approveWhatIsThere(context, loaded);
  const lowest = mine[0]?.value.sequence ?? Math.min(...created.map(({ value }) => value.sequence));
  const level = created.filter(({ value }) => value.sequence === lowest);
  const now = instantOf(context.ports.clock);
  const changes = level.slice(0, ENTRIES_PER_WRITE).flatMap((before) => {
    const entry: ApprovalEntry = { ...before.value, status: 'open', sentAt: now, openedBy: context.idempotencyKey };
    return [entryItems.update(before, entry), approverNotification(context, entry)];
  });
  return {
    output: { opened: [...mine, ...level].map(({ value }) => value.approverId) },
    again: level.length > ENTRIES_PER_WRITE,
    changes: [requestItems.check(request.value, { version: request.version }), ...changes],
    relay: [notificationGroup(context.run.id)],
  };
}

/** Nothing has to be opened: the last approved entry speaks for the whole request (domain 4.5, first send, rule 3). */
function approveWhatIsThere({ ports, run }: ActionContext, { request, entries }: LoadedRequest): ActionResult {
  const approved: Versioned<ApprovalEntry> | undefined = entries.findLast(({ value }) => value.status === 'approved');
  if (!approved) throw new ActionFailedError('No approval requests exist that could be sent.');
  const changes: Change[] = [
    requestItems.update(request, request.value),
    requestEvent({
      verb: 'approved',
      entry: approved.value,
      request: request.value,
      requestVersion: request.version + 1,
      decidedBy: approved.value.approverId,
      now: instantOf(ports.clock),
    }),
  ];
  return { output: { opened: [], approvedAtOnce: true }, changes, relay: [decisionGroup(run.id)] };
}

function approverNotification({ run, event, ports }: ActionContext, entry: ApprovalEntry): Change {
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
