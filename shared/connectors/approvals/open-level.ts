import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { rulesOf } from '../../domain/approval/request-rules.ts';
import { entryItems } from '../../repositories/approval-items.ts';
import type { Versioned } from '../../repositories/item-type.ts';
import { decisionGroup } from '../../usecases/compose-outbox.ts';
import type { LoadedRequest } from '../../usecases/load-request.ts';
import type { ActionContext, ActionResult } from '../catalogue/connector.ts';
import { approveAtOnce, approvedChanges } from './approve-at-once.ts';
import { approverNotification } from './approver-notification.ts';
import { openedEntry } from './opened-entry.ts';
import { standIns } from './stand-ins.ts';

/** A write holds 100 changes; the rest follows when the action is called again. */
const ENTRIES_PER_WRITE = 80;

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
  const opened = level
    .slice(0, ENTRIES_PER_WRITE)
    .map((before) => ({ before, entry: openedEntry(context, request.value, standsIn(before.value)) }));
  const again = level.length > ENTRIES_PER_WRITE;
  const passed = again ? undefined : requesterOnLevel(context, loaded, lowest);
  const all = [...mine.map(({ value }) => value), ...opened.map(({ entry }) => entry)];
  return {
    output: { opened: all.map(({ approverId }) => approverId) },
    again,
    changes: [
      ...opened.map(({ before, entry }) => entryItems.update(before, entry)),
      ...(passed ? approvedChanges(context, request, passed) : []),
    ],
    // What this visit has opened it recognises. Whoever ends the request meanwhile writes these entries too.
    inOrder: passed === undefined,
    notifications: all.map((entry) => approverNotification(context, entry)),
    ...(passed && { relay: [decisionGroup(context.run.id)] }),
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
