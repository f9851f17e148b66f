import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { hasTimetable, rulesOf } from '../../domain/approval/request-rules.ts';
import { instantOf } from '../../ports/clock.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import type { Versioned } from '../../repositories/item-type.ts';
import { decisionGroup, notificationGroup } from '../../usecases/compose-outbox.ts';
import type { LoadedRequest } from '../../usecases/load-request.ts';
import type { ActionContext, ActionResult } from '../catalogue/connector.ts';
import { approveAtOnce, approvedChanges } from './approve-at-once.ts';
import { approverNotification } from './approver-notification.ts';
import { standIns } from './stand-ins.ts';

/** Two changes for each entry (itself and its notification) in a write of at most 100. */
const ENTRIES_PER_WRITE = 40;

/** Opens the lowest level that is still to be asked, unless an earlier one is at work (domain 4.5). */
export async function openLevel(context: ActionContext, loaded: LoadedRequest): Promise<ActionResult> {
  const { entries } = loaded;
  const mine = entries.filter(({ value }) => value.openedBy === context.idempotencyKey);
  const created = entries.filter(({ value }) => value.status === 'created');
  const others = entries.filter((entry) => entry.value.status === 'open' && !mine.includes(entry));
  const nothingLeft = mine.length === 0 && created.length === 0;
  if (nothingLeft && others.length === 0) return approveAtOnce(context, loaded);
  if (nothingLeft || others.some(({ value }) => holdsUp(context, loaded, value))) return { output: { opened: [] } };
  const lowest = mine[0]?.value.sequence ?? Math.min(...created.map(({ value }) => value.sequence));
  const level = created.filter(({ value }) => value.sequence === lowest);
  return open(context, loaded, { lowest, level, mine });
}

async function open(
  context: ActionContext,
  loaded: LoadedRequest,
  about: { lowest: number; level: readonly Versioned<ApprovalEntry>[]; mine: readonly Versioned<ApprovalEntry>[] },
): Promise<ActionResult> {
  const { level, mine, lowest } = about;
  const { request } = loaded;
  const standsIn = await standIns(context.ports, request.value);
  const now = instantOf(context.ports.clock);
  const opening = {
    sentAt: now,
    assignedAt: now,
    openedBy: context.idempotencyKey,
    ...(hasTimetable(rulesOf(request.value)) && { nextActionAt: now }),
  };
  const opened = level.slice(0, ENTRIES_PER_WRITE).map((before) => {
    const entry = standsIn(before.value);
    return { before, entry: { ...entry, ...opening, status: 'open' as const } };
  });
  const again = level.length > ENTRIES_PER_WRITE;
  const passed = again ? undefined : requesterOnLevel(context, loaded, lowest);
  return {
    output: {
      opened: [...mine.map(({ value }) => value.approverId), ...opened.map(({ entry }) => entry.approverId)],
    },
    again,
    changes: [
      ...(passed
        ? approvedChanges(context, request, passed)
        : [requestItems.check(request.value, { version: request.version })]),
      ...opened.flatMap(({ before, entry }) => [
        entryItems.update(before, entry),
        approverNotification(context, entry),
      ]),
    ],
    relay: [notificationGroup(context.run.id), ...(passed ? [decisionGroup(context.run.id)] : [])],
  };
}

/** The requester stands on the first level of a group: that level counts as passed, so the next one opens too (first send, rule 2). */
function requesterOnLevel(
  { event }: ActionContext,
  { request, entries }: LoadedRequest,
  level: number,
): ApprovalEntry | undefined {
  const { parallel, levels } = rulesOf(request.value);
  const isFirstSend = event.event.request === undefined;
  if (!parallel || !isFirstSend || levels.some(({ sequence }) => sequence === level)) return undefined;
  return entries.find(({ value }) => value.sequence === level && value.status === 'approved')?.value;
}

/**
 * Whether an open entry keeps the next level closed. In a user group only those above the entry that was just approved do, unless their
 * level has a rule of its own.
 */
function holdsUp({ event }: ActionContext, { request, entries }: LoadedRequest, open: ApprovalEntry): boolean {
  const { parallel, levels } = rulesOf(request.value);
  const approved = entries.find(({ value }) => value.id === event.event.request?.entryId)?.value;
  if (!parallel || approved?.status !== 'approved') return true;
  return open.sequence > approved.sequence || levels.some(({ sequence }) => sequence === open.sequence);
}
