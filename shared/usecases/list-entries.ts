import { type ApprovalEntry, type EntryStatus, isPending } from '../domain/approval/approval.ts';
import type { Question } from '../domain/approval/question.ts';
import type { Caller } from '../domain/company/caller.ts';
import { maySeeEntry, seesAllEntries } from '../domain/company/visibility.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import {
  ENTRY_SORT_PREFIX,
  entriesOfApprover,
  entriesOfSender,
  entryItems,
  phaseOf,
  requestItems,
  requestPartition,
  requestsOfRecord,
} from '../repositories/approval-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { findOrigins } from './find-origins.ts';
import { findQuestionIds } from './find-questions.ts';
import { findRecordKeys } from './find-record-keys.ts';
import { listAllEntries } from './list-all-entries.ts';
import { loadRequest } from './load-request.ts';
import { type ListPage, type PageRequest, type PartitionQuery, readPage } from './read-page.ts';

export interface EntryFilter {
  /** User ids. */
  readonly approver?: string;
  readonly sender?: string;
  readonly status?: EntryStatus;
  /** An id, or `entity/id`. */
  readonly record?: string;
  /** Id of a run. */
  readonly run?: string;
}

/** An entry with what Business Central computes for it from its request (domain 4.3). */
export interface ListedEntry {
  readonly entry: ApprovalEntry;
  readonly pendingApprovals: number;
  readonly approvedCount: number;
  readonly rejectedCount: number;
  /** Not decided, and the due date is over. */
  readonly overdue: boolean;
  readonly aboutChange?: boolean;
  /** What a step asks by itself. */
  readonly question?: { readonly title: string; readonly text?: string };
  /** What can be answered instead of Approve and Reject. */
  readonly responses?: readonly string[];
}

type ListPorts = Pick<Ports, 'store' | 'clock'>;

/** One page of the entries that the caller may see. */
export async function listEntries(
  ports: ListPorts,
  question: { caller: Caller; filter: EntryFilter },
  page: PageRequest,
): Promise<ListPage<ListedEntry>> {
  const { caller, filter } = question;
  const keep = (entry: ApprovalEntry): boolean => maySeeEntry(caller, entry) && matches(entry, filter);
  const partitions = await partitionsOf(ports, caller, filter);
  // Without a filter the second partition is what the caller sent: what they approve themselves stood in the first.
  const isFirst = (entry: ApprovalEntry, at: number): boolean =>
    at === 0 || !isOwnList(filter) || entry.approverId !== caller.userId;
  const found =
    partitions === 'all'
      ? await listAllEntries(ports, { company: caller.company, keep }, page)
      : await readPage(
          ports,
          { type: entryItems, partitions, keep: (entry, at) => keep(entry) && isFirst(entry, at) },
          page,
        );
  return { ...found, items: await withPending(ports, found.items) };
}

/** The same for one entry. */
export async function withPending(
  ports: ListPorts,
  entries: readonly ApprovalEntry[],
): Promise<readonly ListedEntry[]> {
  const ids = [...new Set(entries.map(({ requestId }) => requestId))];
  const company = entries[0]?.company ?? '';
  const loaded = await Promise.all(ids.map((requestId) => loadRequest(ports, { company, requestId })));
  const requests = new Map(loaded.flatMap((request) => (request ? [[request.request.value.id, request]] : [])));
  const now = instantOf(ports.clock);
  return entries.map((entry) => {
    const request = requests.get(entry.requestId);
    const count = (status: EntryStatus) => request?.entries.filter(({ value }) => value.status === status).length ?? 0;
    return {
      entry,
      pendingApprovals: request?.request.value.pendingApprovals ?? 0,
      approvedCount: count('approved'),
      rejectedCount: count('rejected'),
      overdue: isPending(entry) && entry.dueAt < now,
      ...(request?.request.value.aboutChange && { aboutChange: true }),
      ...(request?.request.value.question && shownQuestion(request.request.value.question)),
    };
  });
}

function shownQuestion({ title, text, responses }: Question): Pick<ListedEntry, 'question' | 'responses'> {
  return { question: { title, ...(text !== undefined && { text }) }, ...(responses && { responses }) };
}

function matches(entry: ApprovalEntry, filter: EntryFilter): boolean {
  return (
    (filter.approver === undefined || entry.approverId === filter.approver) &&
    (filter.sender === undefined || entry.senderId === filter.sender) &&
    (filter.status === undefined || entry.status === filter.status)
  );
}

function isOwnList({ run, record, approver, sender }: EntryFilter): boolean {
  return [run, record, approver, sender].every((part) => part === undefined);
}

/** Where the entries lie that can match: the narrowest filter decides. */
async function partitionsOf(
  ports: ListPorts,
  caller: Caller,
  filter: EntryFilter,
): Promise<readonly PartitionQuery[] | 'all'> {
  const { company, userId } = caller;
  if (filter.run !== undefined) {
    const questions = await findQuestionIds(ports.store, { company, runId: filter.run });
    return [filter.run, ...questions].map((requestId) => entriesOfRequest(company, requestId));
  }
  if (filter.record !== undefined) return entriesAbout(ports, company, filter.record);
  if (filter.approver !== undefined) return [approvedBy(company, filter.approver, filter.status)];
  if (filter.sender !== undefined) return [sentBy(company, filter.sender)];
  if (seesAllEntries(caller) || userId === undefined) return 'all';
  return [approvedBy(company, userId, filter.status), sentBy(company, userId)];
}

function entriesOfRequest(company: string, requestId: string): PartitionQuery {
  return {
    index: 'base',
    partition: requestPartition({ company, requestId }),
    range: { beginsWith: ENTRY_SORT_PREFIX },
  };
}

async function entriesAbout(ports: ListPorts, company: string, record: string): Promise<readonly PartitionQuery[]> {
  const keys = await findRecordKeys(ports, { company, record });
  const origins = await Promise.all(keys.map((key) => findOrigins(ports, key)));
  const requests = await Promise.all(
    [...keys, ...origins.flat()].map((key) =>
      requestItems.queryAll(ports.store, { index: 'relations', partition: requestsOfRecord(key), order: 'descending' }),
    ),
  );
  return requests.flat().map(({ value }) => entriesOfRequest(company, value.id));
}

function approvedBy(company: string, userId: string, status: EntryStatus | undefined): PartitionQuery {
  return {
    index: 'lists',
    partition: entriesOfApprover(company, userId),
    order: 'descending',
    ...(status !== undefined && { range: { beginsWith: keyOf(phaseOf(status), '') } }),
  };
}

function sentBy(company: string, userId: string): PartitionQuery {
  return { index: 'relations', partition: entriesOfSender(company, userId), order: 'descending' };
}
