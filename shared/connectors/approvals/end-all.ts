import * as z from 'zod';
import type { ApprovalEntry, ApprovalRequest, EntryStatus } from '../../domain/approval/approval.ts';
import { isPending } from '../../domain/approval/approval.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Change } from '../../ports/item-store.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import { notificationGroup, outgoingNotification } from '../../usecases/compose-outbox.ts';
import { loadRequest } from '../../usecases/load-request.ts';
import { type Action, type ActionContext, type ActionResult, defineAction } from '../catalogue/connector.ts';
import { CANCELLING_EVENTS } from './offered-after.ts';

/** Two changes for each entry (itself and its notification) in a write of at most 100. */
const ENTRIES_PER_WRITE = 40;

type Outcome = 'approved' | 'rejected' | 'canceled';

const options = z.strictObject({
  notifySender: z.boolean().default(false).describe('Also tell the requester how it ended.'),
});

export const rejectAll = endAll('rejected', {
  name: 'rejectAll',
  title: 'Reject the approval request',
  description: 'Sets every entry that is not rejected or cancelled yet to rejected.',
  businessCentralName: 'REJECTALLAPPROVALREQUESTS',
  optionGroup: 'G2',
  offeredAfter: ['approvalRequest.rejected'],
});

export const cancelAll = endAll('canceled', {
  name: 'cancelAll',
  title: 'Cancel the approval request',
  description: 'Sets every entry that is not rejected or cancelled yet to cancelled, and tells those who were asked.',
  businessCentralName: 'CANCELALLAPPROVALREQUESTS',
  optionGroup: 'G2',
  offeredAfter: CANCELLING_EVENTS,
});

export const approveAll = endAll('approved', {
  name: 'approveAll',
  title: 'Approve the approval request',
  description: 'Sets every entry that still waits to approved.',
  businessCentralName: 'APPROVEALLAPPROVALREQUESTS',
});

function endAll(
  outcome: Outcome,
  about: Pick<Action, 'name' | 'title' | 'description' | 'optionGroup' | 'offeredAfter'> & {
    businessCentralName: string;
  },
): Action {
  return defineAction({
    ...about,
    options,
    sharesCall: 'anywhere',
    run: (context, { notifySender }) => endEntries(context, outcome, notifySender),
  });
}

/** Which entries an outcome may still change: approving touches those that wait, the others also what was approved (domain 4.6). */
function mayBecome(outcome: Outcome, status: EntryStatus): boolean {
  return outcome === 'approved' ? isPending({ status }) : status !== 'rejected' && status !== 'canceled';
}

async function endEntries(context: ActionContext, outcome: Outcome, notifySender: boolean): Promise<ActionResult> {
  const { run, ports } = context;
  const loaded = await loadRequest(ports, { company: run.company, requestId: run.id });
  if (!loaded) return { output: { ended: 0 } };
  const now = instantOf(ports.clock);
  const touched = loaded.entries.filter(({ value }) => mayBecome(outcome, value.status));
  const again = touched.length > ENTRIES_PER_WRITE;
  const changes = touched
    .slice(0, ENTRIES_PER_WRITE)
    .flatMap((before) => [
      entryItems.update(before, endedEntry(before.value, outcome, { by: context.event.event.user, now })),
      ...(outcome === 'canceled' && wasAsked(before.value)
        ? [ended(context, outcome, { id: before.value.id, userId: before.value.approverId })]
        : []),
    ]);
  const request: ApprovalRequest = { ...loaded.request.value, status: outcome, pendingApprovals: 0 };
  return {
    output: { ended: touched.length },
    again,
    changes: [
      ...changes,
      requestItems.update(loaded.request, request),
      ...(notifySender && !again ? [ended(context, outcome, { id: request.id, userId: request.senderId })] : []),
    ],
    relay: [notificationGroup(run.id)],
  };
}

/** Who asked for the approval and would approve it by themselves was asked nothing, and hears of the end as its sender. */
function wasAsked({ status, approverId, senderId }: ApprovalEntry): boolean {
  return status !== 'created' && approverId !== senderId;
}

function endedEntry(
  entry: ApprovalEntry,
  outcome: Outcome,
  decision: { by: string | undefined; now: string },
): ApprovalEntry {
  return {
    ...entry,
    status: outcome,
    decidedAt: decision.now,
    ...(decision.by !== undefined && { decidedBy: decision.by }),
    decidedVia: 'auto',
  };
}

function ended({ run, event, ports }: ActionContext, outcome: Outcome, about: { id: string; userId: string }): Change {
  const { user, request } = event.event;
  return outgoingNotification({
    company: run.company,
    group: notificationGroup(run.id),
    id: `ended/${about.id}/${outcome}`,
    to: { userId: about.userId },
    content: {
      kind: 'approvalEnded',
      requestId: run.id,
      outcome,
      ...(user !== undefined && { by: user }),
      ...(request?.comment !== undefined && { comment: request.comment }),
    },
    now: instantOf(ports.clock),
  });
}
