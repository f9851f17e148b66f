import type { ApprovalEntry, ApprovalRequest, EntryProgress } from '../domain/approval/approval.ts';
import { type EntryAction, type TimePlace, timetable } from '../domain/approval/entry-timetable.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { findApprovalPolicy } from './approval-policy.ts';
import { notificationGroup } from './compose-outbox.ts';
import { decideEntry } from './decide-entry.ts';
import { escalationTarget } from './escalation-target.ts';
import { expireEntry } from './expire-entry.ts';
import { localeOf } from './locale-of.ts';
import { overdueNotices, reminderNotice } from './overdue-notices.ts';
import { reassignEntry } from './reassign-entry.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type AttendPorts = Pick<Ports, 'store' | 'queue' | 'blobs' | 'clock' | 'ids'>;

/** The platform acts, for nobody. */
const PLATFORM = { userId: 'system', via: 'auto', roles: [] } as const;

/** An entry that is attended to, as it was read. */
interface Attended {
  readonly entry: Versioned<ApprovalEntry>;
  readonly request: Versioned<ApprovalRequest>;
  readonly place: TimePlace;
}

/**
 * Does what is due to an open entry by itself: reminder, overdue notice, delegation, escalation, expiry. One thing at a time, each at most
 * once; then says when to look again.
 */
export async function attendEntry(ports: AttendPorts, id: { company: string; id: string }): Promise<void> {
  const attended = await read(ports, id);
  if (!attended) return;
  const { entry, request, place } = attended;
  const [next] = timetable(entry.value, rulesOf(request.value).timing, place);
  if (!next || next.at > instantOf(ports.clock)) {
    await retryOnConflict(ports, () => scheduleNext(ports, id));
    return;
  }
  await act(ports, next.action, attended);
  await retryOnConflict(ports, () => scheduleNext(ports, id));
}

async function read(ports: AttendPorts, id: { company: string; id: string }): Promise<Attended | undefined> {
  const entry = await entryItems.get(ports.store, id);
  const request = entry && (await requestItems.get(ports.store, { company: id.company, id: entry.value.requestId }));
  if (entry?.value.status !== 'open' || request?.value.status !== 'pending') return undefined;
  const { timeZone } = await localeOf(ports, id.company, entry.value.approverId);
  return { entry, request, place: { timeZone, calendar: await findApprovalPolicy(ports, id.company) } };
}

/** An entry that nothing can happen to any more leaves the sweep's list. */
async function scheduleNext(ports: AttendPorts, id: { company: string; id: string }): Promise<void> {
  const attended = await read(ports, id);
  if (!attended) return;
  const { entry, request, place } = attended;
  const [next] = timetable(entry.value, rulesOf(request.value).timing, place);
  if (next?.at === entry.value.nextActionAt) return;
  const { nextActionAt: _, ...rest } = entry.value;
  await ports.store.write([entryItems.update(entry, { ...rest, ...(next && { nextActionAt: next.at }) })]);
}

async function act(ports: AttendPorts, action: EntryAction, attended: Attended): Promise<void> {
  const { company, id: entryId } = attended.entry.value;
  switch (action) {
    case 'remind':
    case 'overdue':
      return tell(ports, action, attended);
    case 'delegate': {
      const result = await decideEntry(ports, { company, entryId, decision: 'delegate', actor: PLATFORM });
      if (result.kind === 'no-delegate') await mark(ports, attended, { undelegable: attended.entry.value.assignment });
      return;
    }
    case 'escalate': {
      const approverId = await escalationTarget(ports, attended);
      const progress = { escalated: true };
      if (approverId === undefined) return mark(ports, attended, progress);
      const result = await reassignEntry(ports, { company, entryId, approverId, actor: PLATFORM, progress });
      if (result.kind === 'refused') await mark(ports, attended, progress);
      return;
    }
    case 'expire':
      await expireEntry(ports, { entry: attended.entry.value, request: attended.request.value, actor: PLATFORM });
      return mark(ports, attended, { expired: true });
  }
}

/** The notice and the memory of it are one write. */
async function tell(ports: AttendPorts, action: 'remind' | 'overdue', { entry, request }: Attended): Promise<void> {
  const at = instantOf(ports.clock);
  const { assignment, progress, runId, company } = entry.value;
  const told = action === 'remind' ? { reminded: { assignment, at } } : { overdueToldAt: at };
  const notices =
    action === 'remind'
      ? [reminderNotice(entry.value, at)]
      : await overdueNotices(ports, { entry: entry.value, request: request.value, now: at });
  await retryOnConflict(ports, async () => {
    const now = await entryItems.get(ports.store, entry.value);
    if (now?.version !== entry.version) return;
    await ports.store.write([
      entryItems.update(entry, { ...entry.value, progress: { ...progress, ...told } }),
      ...notices,
    ]);
  });
  await relayOutbox(ports, { company, group: notificationGroup(runId) });
}

async function mark(ports: AttendPorts, { entry }: Attended, done: EntryProgress): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before = await entryItems.get(ports.store, entry.value);
    if (before?.value.status !== 'open') return;
    const progress = { ...before.value.progress, ...done };
    await ports.store.write([entryItems.update(before, { ...before.value, progress })]);
  });
}
