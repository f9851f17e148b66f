import type { ApprovalEntry, ApprovalRequest, Restriction } from '../domain/approval/approval.ts';
import type { Caller } from '../domain/company/caller.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { knownFields, type RecordKey, type Snapshot } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { requestItems, requestsOfRecord, restrictionItems } from '../repositories/approval-items.ts';
import { runsOfRecord } from '../repositories/run-items.ts';
import { findOrigins } from './find-origins.ts';
import { findRecord, type RecordQuestion } from './find-record.ts';
import { loadLines } from './large-lines.ts';
import { type ListedRun, runsAbout } from './list-runs.ts';
import { loadEntries } from './load-request.ts';

/** A record as we know it, with everything that is asked and done about it. */
export interface RecordView {
  readonly snapshot: Snapshot;
  readonly lines?: readonly JsonObject[];
  /** `status` of the record where it has one; else what its requests make of it. */
  readonly status: string;
  readonly restriction?: Restriction;
  /** Newest first; behind them those about the records that it was made from. */
  readonly requests: readonly { readonly request: ApprovalRequest; readonly entries: readonly ApprovalEntry[] }[];
  /** Those that the caller may see, newest first. */
  readonly runs: readonly ListedRun[];
}

export type ViewRecordResult =
  | { readonly kind: 'found'; readonly view: RecordView }
  | { readonly kind: 'unknown-record' }
  | { readonly kind: 'ambiguous'; readonly sources: readonly string[] };

/** Shows a record with its approval requests and runs. */
export async function viewRecord(
  ports: Pick<Ports, 'store' | 'blobs'>,
  question: RecordQuestion & { caller: Caller },
): Promise<ViewRecordResult> {
  const found = await findRecord(ports, question);
  if (found.kind !== 'found') return found;
  const { key, snapshot } = found;
  const origins = await findOrigins(ports, key);
  const [lines, restriction, own, earlier, runs] = await Promise.all([
    loadLines(ports, snapshot),
    restrictionItems.get(ports.store, key),
    requestsAbout(ports, key),
    Promise.all(origins.map((origin) => requestsAbout(ports, origin))),
    runsAbout(ports, { index: 'relations', partition: runsOfRecord(key), order: 'descending' }, question.caller),
  ]);
  const view: RecordView = {
    snapshot,
    ...(lines && { lines }),
    status: statusOf(snapshot, own),
    ...(restriction && { restriction: restriction.value }),
    requests: [...own, ...earlier.flat()],
    runs,
  };
  return { kind: 'found', view };
}

async function requestsAbout(ports: Pick<Ports, 'store'>, key: RecordKey): Promise<RecordView['requests']> {
  const requests = await requestItems.queryAll(ports.store, {
    index: 'relations',
    partition: requestsOfRecord(key),
    order: 'descending',
  });
  return Promise.all(
    requests.map(async ({ value }) => {
      const entries = await loadEntries(ports, { company: key.company, requestId: value.id });
      return { request: value, entries: entries.map((entry) => entry.value) };
    }),
  );
}

function statusOf(snapshot: Snapshot, requests: RecordView['requests']): string {
  const fields = knownFields(snapshot);
  if (typeof fields.status === 'string' && fields.status !== '') return fields.status;
  return requests.some(({ request }) => request.status === 'pending') ? 'Pending Approval' : 'Open';
}
