import {
  type ApprovalEntry,
  type ApprovalRequest,
  type ApprovalUser,
  type EntryStatus,
  isPending,
  type Restriction,
} from '../domain/approval/approval.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { defineItemType, type Versioned } from './item-type.ts';
import { duePartition, keyOf, ONLY, recordPartition, sortable } from './key-text.ts';

const REQUEST_SORT = '0';

/** A request and its entries lie in one partition, so that a decision sees all of them in one consistent read. */
export function requestPartition(request: { company: string; requestId: string }): string {
  return keyOf('approval', request.company, request.requestId);
}

export const requestItems = defineItemType<ApprovalRequest, { company: string; id: string }>({
  type: 'approval',
  key: ({ company, id }) => ({ partition: requestPartition({ company, requestId: id }), sort: REQUEST_SORT }),
  idOf: (request) => request,
  indexes: (request) => ({
    lists: { partition: requestsOfCompany(request.company), sort: keyOf(request.createdAt, request.id) },
    relations: { partition: requestsOfRecord(request.record), sort: keyOf(request.createdAt, request.id) },
  }),
});

/** The `lists` partition of a company's requests. */
export function requestsOfCompany(company: string): string {
  return keyOf('requests', company);
}

/** The `relations` partition of the requests about one record. */
export function requestsOfRecord(record: RecordKey): string {
  return recordPartition('requestsOf', record);
}

/** Entries, by their id `<request id>.<number>`. Sort keys start with `entry`. */
export const entryItems = defineItemType<ApprovalEntry, { company: string; id: string }>({
  type: 'approval',
  key: ({ company, id }) => {
    const { requestId, number } = partsOfEntryId(id);
    return { partition: requestPartition({ company, requestId }), sort: `${ENTRY_SORT_PREFIX}${sortable(number)}` };
  },
  idOf: (entry) => entry,
  indexes: (entry) => ({
    lists: {
      partition: entriesOfApprover(entry.company, entry.approverId),
      sort: keyOf(phaseOf(entry.status), entry.createdAt, entry.id),
    },
    relations: {
      partition: entriesOfSender(entry.company, entry.senderId),
      sort: keyOf(entry.createdAt, entry.id),
    },
    ...(entry.status === 'open' &&
      entry.nextActionAt !== undefined && {
        due: {
          partition: duePartition(entry.id),
          sort: keyOf(entry.nextActionAt, 'entry', entry.company, entry.id),
        },
      }),
  }),
});

/** What lies in the partition of a request, read in one go: itself, and its entries in the order in which they were made. */
export async function findRequestParts(
  store: ItemStore,
  request: { company: string; requestId: string },
): Promise<{
  readonly request: Versioned<ApprovalRequest> | undefined;
  readonly entries: readonly Versioned<ApprovalEntry>[];
}> {
  const base = { index: 'base', partition: requestPartition(request) } as const;
  const parts: readonly Versioned<ApprovalRequest | ApprovalEntry>[] = await requestItems.queryAll(store, base);
  return { request: parts.find(isRequest), entries: parts.filter(isEntry) };
}

function isEntry(part: Versioned<ApprovalRequest | ApprovalEntry>): part is Versioned<ApprovalEntry> {
  return 'requestId' in part.value;
}

function isRequest(part: Versioned<ApprovalRequest | ApprovalEntry>): part is Versioned<ApprovalRequest> {
  return !isEntry(part);
}

/** What the sort keys of entries start with, in the partition of their request. */
export const ENTRY_SORT_PREFIX = 'entry#';

/** The id of the n-th entry (1, 2, ...) of a request. */
export function entryIdOf(requestId: string, number: number): string {
  return `${requestId}.${number}`;
}

/** The id of the request that an entry belongs to. */
export function requestIdOf(entryId: string): string {
  return partsOfEntryId(entryId).requestId;
}

function partsOfEntryId(id: string): { requestId: string; number: number } {
  const dot = id.lastIndexOf('.');
  const number = Number(id.slice(dot + 1));
  return dot > 0 && Number.isSafeInteger(number)
    ? { requestId: id.slice(0, dot), number }
    : { requestId: id, number: 0 };
}

/**
 * What the sort keys of an approver's entries start with: those that still need somebody apart from the others, which become many. An index entry
 * that moves costs two writes, so it moves only then.
 */
export function phaseOf(status: EntryStatus): 'pending' | 'ended' {
  return isPending({ status }) ? 'pending' : 'ended';
}

/** The `lists` partition of what one approver has been asked. */
export function entriesOfApprover(company: string, approverId: string): string {
  return keyOf('entriesOfApprover', company, approverId);
}

/** The `relations` partition of what one person asked. */
export function entriesOfSender(company: string, senderId: string): string {
  return keyOf('entriesOfSender', company, senderId);
}

/** Approval user setup. One partition a company: chains are walked with consistent reads. */
export const approvalUserItems = defineItemType<ApprovalUser, { company: string; userId: string }>({
  type: 'approvalUser',
  key: ({ company, userId }) => ({ partition: keyOf('approvalUser', company), sort: userId }),
  idOf: (user) => user,
});

export const restrictionItems = defineItemType<Restriction, RecordKey>({
  type: 'restriction',
  key: (record) => ({ partition: recordPartition('restriction', record), sort: ONLY }),
  idOf: (restriction) => restriction.record,
});

/** What a link in a mail points to. Only the SHA-256 of its token is stored. */
export interface ApprovalLink {
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly tokenHash: string;
  readonly company: string;
  readonly entryId: string;
  /** The link decides only while the entry still has this number. */
  readonly assignment: number;
  readonly userId: string;
  /** Until then the page explains, whatever became of the entry. */
  readonly expiresAt: string;
}

export const linkItems = defineItemType<ApprovalLink, { tokenHash: string }>({
  type: 'link',
  key: ({ tokenHash }) => ({ partition: keyOf('link', tokenHash), sort: ONLY }),
  idOf: (link) => link,
  expiresAt: (link) => link.expiresAt,
});
