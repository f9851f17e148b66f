import type { RecordKey } from '../domain/record/record.ts';
import type { Inbox } from '../domain/run/inbox.ts';
import { type ActionMemory, type ActionRecord, actionsIn, isOpenRun, type Run } from '../domain/run/run.ts';
import { type Visit, visitNumbers } from '../domain/run/visit.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { defineItemType } from './item-type.ts';
import { duePartition, keyOf, later, ONLY, recordPartition, sortable } from './key-text.ts';

/** Open runs are first looked at by the sweep this long after they started. */
const UNFINISHED_AFTER_MILLISECONDS = 60_000;

/** A failed run can be retried for fourteen days. */
const RETRIED_WITHIN_MILLISECONDS = 15 * 86_400_000;

/** Runs, by id. */
export const runItems = defineItemType<Run, { company: string; id: string }>({
  type: 'run',
  key: ({ company, id }) => ({ partition: keyOf('run', company, id), sort: ONLY }),
  idOf: (run) => run,
  indexes: (run) => ({
    lists: { partition: runsOfCompany(run.company), sort: keyOf(run.startedAt, run.id) },
    relations: { partition: runsOfRecord(run.record), sort: keyOf(run.startedAt, run.id) },
    ...(isOpenRun(run) && {
      due: {
        partition: duePartition(run.id),
        sort: keyOf(run.nextCheckAt ?? later(run.startedAt, UNFINISHED_AFTER_MILLISECONDS), 'run', run.company, run.id),
      },
    }),
  }),
});

/** The `lists` partition of a company's runs. */
export function runsOfCompany(company: string): string {
  return keyOf('runs', company);
}

/** The `relations` partition of the runs about one record. */
export function runsOfRecord(record: RecordKey): string {
  return recordPartition('runsOf', record);
}

/** Each run's waits and undelivered events. */
export const inboxItems = defineItemType<Inbox, { company: string; runId: string }>({
  type: 'inbox',
  key: ({ company, runId }) => ({ partition: keyOf('inbox', company, runId), sort: ONLY }),
  idOf: (inbox) => inbox,
  expiresAt: ({ closedAt }) => closedAt && later(closedAt, RETRIED_WITHIN_MILLISECONDS),
});

/** Says that a run may take events of a record (or of a relation): read by dispatch, by base key, for every event. */
export interface Listener {
  readonly company: string;
  /** Text of the record key or relation that is listened to. */
  readonly topic: string;
  readonly runId: string;
  /** Event types that the run may take. */
  readonly listensTo: readonly string[];
}

export const listenerItems = defineItemType<Listener, Pick<Listener, 'company' | 'topic' | 'runId'>>({
  type: 'listener',
  key: (listener) => ({ partition: listenersOf(listener), sort: listener.runId }),
  idOf: (listener) => listener,
});

/** The base partition of everybody who listens to a topic. */
export function listenersOf(topic: { company: string; topic: string }): string {
  return keyOf('listener', topic.company, topic.topic);
}

/** The topic of one record. */
export function topicOf(record: RecordKey): string {
  return keyOf(record.source, record.entity, record.id);
}

/** The memory of finished actions, by run, and step and visit of the first action of their call. */
export const actionItems = defineItemType<ActionMemory, { company: string; runId: string; step: string; visit: Visit }>(
  {
    type: 'action',
    key: ({ company, runId, step, visit }) => ({
      partition: actionsOf({ company, runId }),
      sort: keyOf(visitNumbers(visit).map(sortable).join(':'), step),
    }),
    idOf: (action) => action,
  },
);

/** The base partition of a run's actions, in the order of their visits. */
export function actionsOf(run: { company: string; runId: string }): string {
  return keyOf('action', run.company, run.runId);
}

/** All finished actions of a run, in the order of their visits. */
export async function findActions(
  store: ItemStore,
  run: { company: string; runId: string },
): Promise<readonly ActionRecord[]> {
  return (await findMemories(store, run)).flatMap(actionsIn);
}

/** What the calls of a run left behind, each with all its actions, in the order of their visits. */
export async function findMemories(
  store: ItemStore,
  run: { company: string; runId: string },
): Promise<readonly ActionMemory[]> {
  const memories = await actionItems.queryAll(store, { index: 'base', partition: actionsOf(run) });
  return memories.map(({ value }) => value);
}

/** At most one open approval run per record and workflow event: whoever creates this item has the place. */
export interface OpenApproval {
  readonly record: RecordKey;
  readonly event: string;
  readonly runId: string;
  readonly workflow: string;
  /** The item by which it also stands in the journal of its batch. */
  readonly inJournal?: Pick<OpenApproval, 'record' | 'event'>;
}

/** The base partition of everything that is open about one record, or in one journal. */
export function openApprovalsOf(record: RecordKey): string {
  return recordPartition('openApproval', record);
}

export const openApprovalItems = defineItemType<OpenApproval, { record: RecordKey; event: string }>({
  type: 'openApproval',
  key: ({ record, event }) => ({ partition: openApprovalsOf(record), sort: event }),
  idOf: (open) => open,
});
