import type { ApprovalEntry } from '../domain/approval/approval.ts';
import { isPending } from '../domain/approval/approval.ts';
import { isActive } from '../domain/record/record-change.ts';
import { idempotencyKeyOf, type Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { ThrottledError } from '../ports/throttled-error.ts';
import { entryItems, requestItems, restrictionItems } from '../repositories/approval-items.ts';
import { recordChangeItems } from '../repositories/record-change-items.ts';
import { recordItems } from '../repositories/record-items.ts';
import { auditChange } from './audit-change.ts';
import { findHeldChanges } from './held-changes.ts';
import { loadRequest } from './load-request.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { sendCommand } from './send-command.ts';
import { statusGivenBy } from './status-given.ts';

type UndoPorts = Pick<Ports, 'store' | 'secrets' | 'http' | 'clock' | 'ids'>;

/** Entries closed in one write, beside the request. */
const ENTRIES_PER_WRITE = 90;

/**
 * Leaves nothing half-done behind a run that did not succeed: open entries are cancelled, its restriction is lifted, and a record whose
 * status it had changed is reopened in its own system. Each part may be repeated.
 */
export async function undoApproval(ports: UndoPorts, run: Run): Promise<void> {
  while (await retryOnConflict(ports, () => cancelSomeEntries(ports, run)));
  await retryOnConflict(ports, () => liftRestriction(ports, run));
  await retryOnConflict(ports, () => discardHeldChanges(ports, run));
  const deleted = (await recordItems.get(ports.store, run.record))?.value.deleted;
  if (!deleted && (await statusGivenBy(ports, run)) !== undefined) await reopenRecord(ports, run);
}

/** True while there are more. */
async function cancelSomeEntries(ports: UndoPorts, run: Run): Promise<boolean> {
  const loaded = await loadRequest(ports, { company: run.company, requestId: run.id });
  if (loaded?.request.value.status !== 'pending') return false;
  const pending = loaded.entries.filter(({ value }) => isPending(value));
  const now = instantOf(ports.clock);
  const some = pending.slice(0, ENTRIES_PER_WRITE);
  const last = some.length === pending.length;
  await ports.store.write([
    ...some.map((before) => {
      const entry: ApprovalEntry = { ...before.value, status: 'canceled', decidedAt: now, decidedVia: 'auto' };
      return entryItems.update(before, entry);
    }),
    requestItems.update(loaded.request, {
      ...loaded.request.value,
      pendingApprovals: pending.length - some.length,
      status: last ? 'canceled' : 'pending',
    }),
  ]);
  return !last;
}

/** Only the run's own: another run may have restricted the record since. */
async function liftRestriction(ports: UndoPorts, run: Run): Promise<void> {
  const restriction = await restrictionItems.get(ports.store, run.record);
  if (restriction?.value.runId === run.id) await ports.store.write([restrictionItems.remove(restriction)]);
}

/** The record keeps the old values: nobody has approved the new ones. */
async function discardHeldChanges(ports: UndoPorts, run: Run): Promise<void> {
  const held = await findHeldChanges(ports, { company: run.company, runId: run.id });
  const active = held.filter(({ value }) => isActive(value)).slice(0, ENTRIES_PER_WRITE);
  if (active.length === 0) return;
  await ports.store.write(
    active.map((before) => recordChangeItems.update(before, { ...before.value, status: 'discarded' })),
  );
}

/** @throws ThrottledError while the source can not be reached: the end of the run is tried again then. */
async function reopenRecord(ports: UndoPorts, run: Run): Promise<void> {
  const answer = await sendCommand(ports, {
    id: idempotencyKeyOf({ runId: run.id, step: 'reopenAfterFailure', visit: 0 }),
    type: 'record.reopen',
    record: run.record,
    runId: run.id,
    ...(run.requestedBy !== undefined && { user: run.requestedBy }),
  });
  if (answer.kind === 'unavailable') throw new ThrottledError(answer.reason);
  if (answer.kind !== 'refused') return;
  await ports.store.write([
    auditChange(ports, {
      company: run.company,
      actor: `run:${run.id}`,
      action: 'record.reopenRefused',
      subject: `run/${run.id}`,
      record: run.record,
      details: { reason: answer.reason },
    }),
  ]);
}
