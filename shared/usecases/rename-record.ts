import { type RecordEvent, verbOf } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { restrictionItems } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { recordItems } from '../repositories/record-items.ts';
import { relationTopicsOf } from '../repositories/relation-topics.ts';
import { renameItems } from '../repositories/rename-items.ts';
import {
  inboxItems,
  type Listener,
  listenerItems,
  listenersOf,
  openApprovalItems,
  runItems,
  topicOf,
} from '../repositories/run-items.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type RenamePorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** The key that the record of a `renamed` event had before; undefined for every other event. */
export function formerKeyOf({
  type,
  record,
  previous,
}: Pick<RecordEvent, 'type' | 'record' | 'previous'>): RecordKey | undefined {
  if (verbOf(type) !== 'renamed' || previous?.id === undefined || previous.id === record.id) return undefined;
  const { company, source, entity } = record;
  return { company, source, entity, id: previous.id };
}

/**
 * A record got another id (domain 4.8): its open runs, its restriction and its place for one request follow at once, so that events and
 * questions under the new id find them. Requests and entries are left to the sweep, because a function that hands events on may not touch
 * what people decide. May be repeated.
 */
export async function renameRecord(ports: RenamePorts, event: RecordEvent): Promise<void> {
  const from = formerKeyOf(event);
  if (!from) return;
  const { company, source, entity, id } = event.record;
  const to: RecordKey = { company, source, entity, id };
  const listeners = await listenerItems.queryAll(ports.store, {
    index: 'base',
    partition: listenersOf({ company, topic: topicOf(from) }),
  });
  const move = { from, to, fields: event.record.fields };
  for (const listener of listeners) await retryOnConflict(ports, () => moveRun(ports, listener, move));
  await retryOnConflict(ports, () => moveRestriction(ports, { from, to }));
  await retryOnConflict(ports, async () => {
    const old = await recordItems.get(ports.store, from);
    if (!old || old.value.renamedTo === id) return;
    await ports.store.write([recordItems.update(old, { ...old.value, deleted: true, renamedTo: id })]);
  });
  await retryOnConflict(ports, async () => {
    const before = await renameItems.get(ports.store, { from, to });
    const { user } = event;
    const rename = { from, to, ...(user !== undefined && { user }), dueAt: instantOf(ports.clock) };
    if (!before) await ports.store.write([renameItems.create(rename)]);
  });
}

interface Move {
  readonly from: RecordKey;
  readonly to: RecordKey;
}

/** The run and everything by which it is found, in one write: whoever lifts the run's restriction meanwhile finds it at one of both places. */
async function moveRun(
  ports: RenamePorts,
  { value: { runId, listensTo } }: Versioned<Listener>,
  { from, to, fields }: Move & { readonly fields: JsonObject },
): Promise<void> {
  const { company } = from;
  const run = await runItems.get(ports.store, { company, id: runId });
  if (run?.value.record.id !== from.id) return;
  const moved: Run = { ...run.value, record: to };
  const inbox = await inboxItems.get(ports.store, { company, runId });
  const before = inbox?.value.topics ?? [];
  const named = relationTopicsOf({ ...to, fields }, listensTo);
  const gone = relationTopicsOf({ ...from, fields: {} }, listensTo).filter((topic) => !named.includes(topic));
  const topics = [...new Set([...before.filter((topic) => !gone.includes(topic)), ...named])];
  const old = await Promise.all(
    [topicOf(from), ...before.filter((topic) => gone.includes(topic))].map((topic) =>
      listenerItems.get(ports.store, { company, topic, runId }),
    ),
  );
  const added = [topicOf(to), ...topics.filter((topic) => !before.includes(topic))];
  const open = await openApprovalItems.get(ports.store, { record: from, event: run.value.event.type });
  const restriction = await restrictionItems.get(ports.store, from);
  const changes: Change[] = [
    runItems.update(run, moved),
    ...(inbox ? [inboxItems.update(inbox, { ...inbox.value, topics })] : []),
    ...old.flatMap((listener) => (listener ? [listenerItems.remove(listener)] : [])),
    ...added.map((topic) => listenerItems.create({ company, topic, runId, listensTo })),
    ...(open?.value.runId === runId
      ? [openApprovalItems.remove(open), openApprovalItems.create({ ...open.value, record: to })]
      : []),
    ...(restriction?.value.runId === runId
      ? [restrictionItems.remove(restriction), restrictionItems.create({ ...restriction.value, record: to })]
      : []),
  ];
  await ports.store.write(changes);
}

/** One that a run left behind which is over. */
async function moveRestriction(ports: RenamePorts, { from, to }: Move): Promise<void> {
  const restriction = await restrictionItems.get(ports.store, from);
  if (!restriction) return;
  const there = await restrictionItems.get(ports.store, to);
  await ports.store.write([
    restrictionItems.remove(restriction),
    ...(there ? [] : [restrictionItems.create({ ...restriction.value, record: to })]),
  ]);
}
