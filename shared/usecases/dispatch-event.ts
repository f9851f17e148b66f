import { type RecordEvent, type StoredEvent, verbOf } from '../domain/event/event.ts';
import { recordPath } from '../domain/record/record.ts';
import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import { type Change, ItemTooLargeError, MAX_CHANGES_PER_WRITE } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { ThrottledError } from '../ports/throttled-error.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { openApprovalItems } from '../repositories/run-items.ts';
import { changeItem } from './change-item.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { deliverEvent, tellDelivered } from './deliver-event.ts';
import { findOwners } from './find-owners.ts';
import { markRecordChange } from './mark-record-change.ts';
import { isNothing, type Planned, planDispatch } from './plan-dispatch.ts';
import { type ReadyAtOnce, readyAtOnce, stepsAtOnce } from './ready-at-once.ts';
import { relayOutbox } from './relay-outbox.ts';
import { renameRecord } from './rename-record.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { startRun } from './start-run.ts';
import { changesOfSnapshot, keepSnapshot, numberEvent, takeInEvent } from './take-in-event.ts';

export type DispatchPorts = Pick<
  Ports,
  'store' | 'queue' | 'machines' | 'evaluator' | 'blobs' | 'clock' | 'ids' | 'log'
>;

/**
 * The way of one event (design.md section 2): 1 keep it with the record's snapshot, 2 write down what it will do, 3 do it.
 * The plan stands on the event from its first write, so 1 and 2 are one; an event that does nothing is handled with it. Each step may be
 * repeated, so that the event can be handed in again at any time and goes on where it stopped.
 */
export async function dispatchEvent(ports: DispatchPorts, event: RecordEvent): Promise<void> {
  let isFirstTry = true;
  const planned = await retryOnConflict(ports, async () => {
    // Nearly every event comes once. That one is known already shows when it is written; then each step is looked at by itself.
    const known = isFirstTry ? undefined : await eventItems.get(ports.store, event);
    const atOnce = isFirstTry;
    isFirstTry = false;
    if (!known) return takeInPlanned(ports, event, atOnce).catch(tooLargeAtOnce(ports, event));
    await keepSnapshot(ports, known);
    return plannedAgain(ports, known);
  });
  if (planned.value.status === 'planned') await carryOut(ports, planned, planned);
}

/** What follows does not fit: the event is kept without it, and shows why it can not go on. */
function tooLargeAtOnce(ports: DispatchPorts, event: RecordEvent): (error: unknown) => Promise<PlannedEvent> {
  return (error) => {
    if (error instanceof ItemTooLargeError) return takeInPlanned(ports, event, false);
    throw error;
  };
}

/** Goes on with an event that somebody has taken in and not handled. Who parked it wants to look at it first. */
export async function resumeEvent(
  ports: DispatchPorts,
  id: Pick<RecordEvent, 'company' | 'source' | 'id'>,
): Promise<void> {
  const known = await eventItems.get(ports.store, id);
  if (known?.value.status === 'received' || known?.value.status === 'planned')
    await dispatchEvent(ports, known.value.event);
}

/** What may be known of a plan: whether runs about the record were open before, and what of it is written already. */
interface PlanFacts {
  readonly isWatched?: boolean;
  readonly ready?: ReadyAtOnce;
}

const NOTHING_READY: ReadyAtOnce = { openings: [] };

type PlannedEvent = Versioned<StoredEvent> & PlanFacts;

/**
 * A first delivery: the event with its plan, and behind it the record's snapshot. What can not be planned is kept as received.
 *
 * @param atOnce what it does to its run and the runs that it starts are written behind that: nobody has tried it before, so far as is known.
 */
async function takeInPlanned(ports: DispatchPorts, event: RecordEvent, atOnce: boolean): Promise<PlannedEvent> {
  const numbered = await numberEvent(ports, event);
  const planned = await planDispatch(ports, numbered.stored).catch(async (error: unknown) => {
    if (!(error instanceof ThrottledError)) await takeInEvent(ports, event);
    throw error;
  });
  const value = withPlan(ports, numbered.stored, planned);
  const beside = await changesBeside(ports, value, planned);
  const snapshot = changesOfSnapshot(numbered);
  const room = MAX_CHANGES_PER_WRITE - 1 - beside.length - snapshot.length;
  const ready = atOnce ? await readyAtOnce(ports, value, room) : NOTHING_READY;
  await ports.store.writeInOrder([[eventItems.create(value), ...beside], ...snapshot, ...stepsAtOnce(ready)]);
  return { value, version: 1, isWatched: planned.isWatched ?? false, ready };
}

/** A repeated delivery follows the plan that is there, also when workflows were edited meanwhile. What was parked goes on where it stopped. */
async function plannedAgain(ports: DispatchPorts, known: Versioned<StoredEvent>): Promise<PlannedEvent> {
  const { parkedReason: _, ...stored } = known.value;
  if (stored.status === 'planned' || stored.status === 'handled') return known;
  const planned = stored.plan ? undefined : await planDispatch(ports, stored);
  const value: StoredEvent = planned ? withPlan(ports, stored, planned) : { ...stored, status: 'planned' };
  await ports.store.write([
    eventItems.update(known, value),
    ...(planned ? await changesBeside(ports, value, planned) : []),
  ]);
  return { value, version: known.version + 1 };
}

function withPlan(ports: DispatchPorts, stored: StoredEvent, planned: Planned): StoredEvent {
  return isNothing(planned)
    ? { ...stored, status: 'handled', plan: planned.plan, handledAt: instantOf(ports.clock) }
    : { ...stored, status: 'planned', plan: planned.plan };
}

/** What is written together with the plan: the record's place for an approval, and word to whoever was refused. */
async function changesBeside(ports: DispatchPorts, value: StoredEvent, planned: Planned): Promise<readonly Change[]> {
  return [
    ...(planned.openApprovals ?? []).map(openApprovalItems.create),
    ...refusalNotification(ports, value, planned),
    ...(planned.cutBehind ? await chainNotifications(ports, value, planned.cutBehind) : []),
  ];
}

/** Says on the event itself that it could not be handled and why; its message waits among the dead letters. */
export async function parkEvent(ports: DispatchPorts, event: RecordEvent, reason: string): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before = await eventItems.get(ports.store, event);
    if (!before || before.value.status === 'handled') return;
    await ports.store.write([eventItems.update(before, { ...before.value, status: 'parked', parkedReason: reason })]);
  });
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

/** Whoever looks after a workflow whose runs start each other without end is told, once a day: there may be many of them. */
async function chainNotifications(ports: DispatchPorts, { event, plan }: StoredEvent, run: Run): Promise<Change[]> {
  const now = instantOf(ports.clock);
  const text = `${plan?.refusals[0]?.reason ?? ''} Let the workflow ignore what it does itself ("ignoreOwn"), or make its conditions narrower.`;
  const owners = await findOwners(ports, run);
  return owners.map((userId) =>
    outgoingNotification({
      company: event.company,
      group: refusalGroup(event),
      id: `chain/${run.workflowId}/${now.slice(0, 10)}/${userId}`,
      to: { userId },
      content: { kind: 'email', subject: `${run.workflow} goes round in a circle`, text },
      now,
    }),
  );
}

function refusalGroup(event: RecordEvent): string {
  return notificationGroup(`${event.source}/${event.id}`);
}

/** Step 3: deliver, start, and say that it is done. What is not known of the plan is looked up. */
export async function carryOut(
  ports: DispatchPorts,
  planned: Versioned<StoredEvent>,
  { isWatched = true, ready = NOTHING_READY }: PlanFacts = {},
): Promise<void> {
  const { event, plan } = planned.value;
  if (isWatched) await renameRecord(ports, event);
  if (ready.delivery) await tellDelivered(ports, ready.delivery, planned.value);
  else for (const { runId } of plan?.deliveries ?? []) await deliverEvent(ports, runId, planned.value);
  for (const start of plan?.starts ?? []) {
    const opening = ready.openings.find(({ run }) => run.id === start.runId);
    await startRun(ports, planned.value, start, opening?.run);
  }
  if (isWatched) await markRecordChange(ports, planned.value);
  if (plan?.refusals.length) await relayOutbox(ports, { company: event.company, group: refusalGroup(event) });
  await changeItem(ports, eventItems, { id: event, known: planned }, (value): StoredEvent | undefined =>
    value.status === 'planned' ? { ...value, status: 'handled', handledAt: instantOf(ports.clock) } : undefined,
  );
}
