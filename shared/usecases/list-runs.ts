import type { Caller } from '../domain/company/caller.ts';
import { maySeeRun } from '../domain/company/visibility.ts';
import { isOpenRun, type Run } from '../domain/run/run.ts';
import type { RunStory } from '../domain/run/story.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { inboxItems, runItems, runsOfCompany, runsOfRecord } from '../repositories/run-items.ts';
import { findRecordKeys } from './find-record-keys.ts';
import { type ListPage, type PageRequest, type PartitionQuery, readPage } from './read-page.ts';
import { visibleStatus } from './tell-run.ts';

/** A run with the status that people see: an open run that holds a wait is `waiting`. */
export interface ListedRun {
  readonly run: Run;
  readonly status: RunStory['status'];
}

export interface RunFilter {
  /** Code of the workflow. */
  readonly workflow?: string;
  readonly status?: RunStory['status'];
  /** An id, or `entity/id`. */
  readonly record?: string;
}

/** One page of the runs that the caller may see, newest first. */
export async function listRuns(
  ports: { store: ItemStore },
  question: { caller: Caller; filter: RunFilter },
  page: PageRequest,
): Promise<ListPage<ListedRun>> {
  const { caller, filter } = question;
  const keep = async (run: Run): Promise<boolean> =>
    maySeeRun(caller, run) &&
    (filter.workflow === undefined || run.workflow === filter.workflow) &&
    (filter.status === undefined || (await statusOf(ports, run)) === filter.status);
  const partitions = await partitionsOf(ports, caller.company, filter.record);
  const { items, next } = await readPage(ports, { type: runItems, partitions, keep }, page);
  return { items: await Promise.all(items.map((run) => listed(ports, run))), ...(next !== undefined && { next }) };
}

/** All runs about one record that the caller may see, newest first. */
export async function runsAbout(
  ports: { store: ItemStore },
  partition: PartitionQuery,
  caller: Caller,
): Promise<readonly ListedRun[]> {
  const runs = await runItems.queryAll(ports.store, partition);
  return Promise.all(runs.filter(({ value }) => maySeeRun(caller, value)).map(({ value }) => listed(ports, value)));
}

async function partitionsOf(
  ports: { store: ItemStore },
  company: string,
  record: string | undefined,
): Promise<readonly PartitionQuery[]> {
  if (record === undefined) return [{ index: 'lists', partition: runsOfCompany(company), order: 'descending' }];
  const keys = await findRecordKeys(ports, { company, record });
  return keys.map((key) => ({ index: 'relations', partition: runsOfRecord(key), order: 'descending' }) as const);
}

async function listed(ports: { store: ItemStore }, run: Run): Promise<ListedRun> {
  return { run, status: await statusOf(ports, run) };
}

async function statusOf(ports: { store: ItemStore }, run: Run): Promise<RunStory['status']> {
  if (!isOpenRun(run)) return run.status;
  const inbox = await inboxItems.get(ports.store, { company: run.company, runId: run.id });
  return visibleStatus(ports, run, inbox?.value);
}
