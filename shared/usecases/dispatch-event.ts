import { type RecordEvent, type StoredEvent, verbOf } from '../domain/event/event.ts';
import { recordPath } from '../domain/record/record.ts';
import { instantOf } from '../ports/clock.ts';
import { type Change, MAX_CHANGES_PER_WRITE } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { openApprovalItems } from '../repositories/run-items.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { deliverEvent } from './deliver-event.ts';
import { markRecordChange } from './mark-record-change.ts';
import { changesThatOpen } from './open-runs.ts';
import { type Planned, planDispatch } from './plan-dispatch.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { startRun } from './start-run.ts';
import { takeInEvent } from './take-in-event.ts';

export type DispatchPorts = Pick<
  Ports,
  'store' | 'queue' | 'machines' | 'evaluator' | 'blobs' | 'clock' | 'ids' | 'log'
>;

/** Room in one write for the event, the record's place and a refusal beside the items of new runs. */
const CHANGES_FOR_RUNS = MAX_CHANGES_PER_WRITE - 5;

/**
 * The way of one event (design.md section 2): 1 keep it with the record's snapshot, 2 write down what it will do, 3 do it.
 * Each step is one atomic write or may be repeated, so that the event can be handed in again at any time and goes on where it stopped.
 */
export async function dispatchEvent(ports: DispatchPorts, event: RecordEvent): Promise<void> {
  const taken = await unparked(ports, await takeInEvent(ports, event));
  const planned = taken.value.status === 'received' ? await writePlan(ports, taken.value) : taken;
  if (planned.value.status === 'planned') await carryOut(ports, planned);
}

/** An event that was parked and is handed in again goes on where it stopped. */
async function unparked(ports: DispatchPorts, taken: Versioned<StoredEvent>): Promise<Versioned<StoredEvent>> {
  if (taken.value.status !== 'parked') return taken;
  return retryOnConflict(ports, async () => {
    const before = await eventItems.get(ports.store, taken.value.event);
    if (before?.value.status !== 'parked') return before ?? taken;
    const { parkedReason: _, ...rest } = before.value;
    const value: StoredEvent = { ...rest, status: rest.plan ? 'planned' : 'received' };
    await ports.store.write([eventItems.update(before, value)]);
    return { value, version: before.version + 1 };
  });
}

/** Says on the event itself that it could not be handled and why; its message waits among the dead letters. */
export async function parkEvent(ports: DispatchPorts, event: RecordEvent, reason: string): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before = await eventItems.get(ports.store, event);
    if (!before || before.value.status === 'handled') return;
    await ports.store.write([eventItems.update(before, { ...before.value, status: 'parked', parkedReason: reason })]);
  });
}

/** Step 2. Written once: a repeated delivery follows the plan that is there, also when workflows were edited meanwhile. */
async function writePlan(ports: DispatchPorts, received: StoredEvent): Promise<Versioned<StoredEvent>> {
  return retryOnConflict(ports, async () => {
    const before = await eventItems.get(ports.store, received.event);
    if (before?.value.status !== 'received') return before ?? { value: received, version: 1 };
    const planned = await planDispatch(ports, before.value);
    const value: StoredEvent = { ...before.value, status: 'planned', plan: planned.plan };
    const runs = await changesOfRuns(ports, value);
    await ports.store.write([
      eventItems.update(before, value),
      ...(planned.openApproval ? [openApprovalItems.create(planned.openApproval)] : []),
      ...refusalNotification(ports, value, planned),
      ...(runs.length <= CHANGES_FOR_RUNS ? runs : []),
    ]);
    return { value, version: before.version + 1 };
  });
}

async function changesOfRuns(ports: DispatchPorts, stored: StoredEvent): Promise<readonly Change[]> {
  const now = instantOf(ports.clock);
  const changes: Change[] = [];
  for (const start of stored.plan?.starts ?? [])
    changes.push(...(await changesThatOpen(ports, { stored, start, now })));
  return changes;
}

/** The person who asked is told why nothing started. Who may not cancel hears it from the system in which they tried. */
function refusalNotification(ports: DispatchPorts, { event }: StoredEvent, { plan }: Planned): readonly Change[] {
  const refusal = plan.refusals[0];
  if (!refusal || !event.user || verbOf(event.type) === 'approvalCancelled') return [];
  return [
    outgoingNotification({
      company: event.company,
      group: refusalGroup(event),
      id: `refused/${event.source}/${event.id}`,
      to: { userId: event.user },
      content: { kind: 'requestRefused', eventId: event.id, record: recordPath(event.record), reason: refusal.reason },
      now: instantOf(ports.clock),
    }),
  ];
}

function refusalGroup(event: RecordEvent): string {
  return notificationGroup(`${event.source}/${event.id}`);
}

/** Step 3: deliver, start, and say that it is done. */
export async function carryOut(ports: DispatchPorts, planned: Versioned<StoredEvent>): Promise<void> {
  const { event, plan } = planned.value;
  for (const { runId } of plan?.deliveries ?? []) await deliverEvent(ports, runId, planned.value);
  for (const start of plan?.starts ?? []) await startRun(ports, planned.value, start);
  await markRecordChange(ports, planned.value);
  if (plan?.refusals.length) await relayOutbox(ports, { company: event.company, group: refusalGroup(event) });
  await retryOnConflict(ports, async () => {
    const before = await eventItems.get(ports.store, event);
    if (before?.value.status !== 'planned') return;
    const handled: StoredEvent = { ...before.value, status: 'handled', handledAt: instantOf(ports.clock) };
    await ports.store.write([eventItems.update(before, handled)]);
  });
}
