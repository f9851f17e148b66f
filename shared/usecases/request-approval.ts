import { mappingOf } from '../domain/company/company.ts';
import type { RecordEvent, StoredEvent } from '../domain/event/event.ts';
import { toCatalogue } from '../domain/event/map-record.ts';
import { knownFields, type RecordContent, type RecordKey, type Snapshot } from '../domain/record/record.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { requestItems, requestsOfRecord } from '../repositories/approval-items.ts';
import { sourceItems } from '../repositories/company-items.ts';
import { recordItems } from '../repositories/record-items.ts';
import { enqueueEvent } from './enqueue-event.ts';
import { findRecord, type RecordQuestion, sourcesOf } from './find-record.ts';
import { loadVersion } from './load-version.ts';
import { planDispatch } from './plan-dispatch.ts';

export type RequestApprovalResult =
  | { readonly kind: 'accepted'; readonly eventId: string; readonly source: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Of a batch: whoever wants to send it all the same says so. */
  | { readonly kind: 'approved-before'; readonly reason: string }
  | { readonly kind: 'unknown-record' }
  | { readonly kind: 'ambiguous'; readonly sources: readonly string[] };

export type RequestApprovalPorts = Pick<Ports, 'store' | 'queue' | 'blobs' | 'evaluator' | 'clock' | 'ids'>;

/** Finds out before anything starts whether a workflow's first steps would fail, and why. The connectors know. */
export type Foresight = (start: {
  company: string;
  user: string;
  record: RecordEvent['record'];
  version: Awaited<ReturnType<typeof loadVersion>>;
}) => Promise<string | undefined>;

/**
 * Business Central's Send Approval Request: refuses at once, with the reason, what would come to nothing; otherwise hands in the event
 * and answers its id.
 */
export async function requestApproval(
  ports: RequestApprovalPorts,
  question: RecordQuestion & { user: string; content?: RecordContent; again?: boolean },
  foresight: Foresight,
): Promise<RequestApprovalResult> {
  const place = await placeOf(ports, question);
  if (place.kind !== 'found') return place;
  const content = question.content && (await toOurWords(ports, place.key, question.content));
  const event = eventOf(ports, {
    ...place,
    user: question.user,
    ...(content && { content }),
    verb: 'approvalRequested',
  });
  const preview: StoredEvent = { event, sequence: 0, status: 'received' };
  const { plan } = await planDispatch(ports, preview);
  const refusal = plan.refusals[0];
  if (refusal) return { kind: 'refused', reason: refusal.reason };
  for (const start of plan.starts) {
    const version = await loadVersion(ports, { company: question.company, ...start });
    const reason = await foresight({ company: question.company, user: question.user, record: event.record, version });
    if (reason) return { kind: 'refused', reason };
  }
  const before = question.again ? undefined : await approvedBefore(ports, place.key);
  if (before) return { kind: 'approved-before', reason: before };
  await enqueueEvent(ports, event);
  return { kind: 'accepted', eventId: event.id, source: event.source };
}

/** A batch stays when its lines are posted, so a former approval asks for a confirmation (domain 4.6). */
async function approvedBefore(ports: Pick<Ports, 'store'>, key: RecordKey): Promise<string | undefined> {
  if (!key.entity.endsWith('Batch')) return undefined;
  const requests = await requestItems.queryAll(ports.store, {
    index: 'relations',
    partition: requestsOfRecord(key),
    order: 'descending',
  });
  const approved = requests.find(({ value }) => value.status === 'approved')?.value;
  return (
    approved &&
    `${key.entity} ${key.id} was approved before: run ${approved.runId} of workflow ${approved.workflow}. Send "again": true to ask for it once more.`
  );
}

/** What a source tells of a record, through the API as by its webhooks, is in its own words. */
export async function toOurWords(
  ports: Pick<Ports, 'store'>,
  key: RecordKey,
  content: RecordContent,
): Promise<RecordContent> {
  const source = await sourceItems.get(ports.store, { company: key.company, id: key.source });
  return toCatalogue(content, mappingOf(source?.value, key.entity));
}

type Place =
  | { readonly kind: 'found'; readonly key: RecordKey; readonly snapshot: Snapshot | undefined }
  | { readonly kind: 'unknown-record' }
  | { readonly kind: 'ambiguous'; readonly sources: readonly string[] };

/** A record that was never seen is known once its content and its source are given. */
async function placeOf(
  ports: RequestApprovalPorts,
  question: RecordQuestion & { content?: RecordContent },
): Promise<Place> {
  const found = await findRecord(ports, question);
  if (found.kind !== 'unknown-record' || !question.content) return found;
  const { company, entity, id } = question;
  const sources = question.source ? [question.source] : await sourcesOf(ports, company);
  const [source] = sources;
  if (!source) return found;
  if (sources.length > 1) return { kind: 'ambiguous', sources };
  const snapshot = await recordItems.get(ports.store, { company, source, entity, id });
  return { kind: 'found', key: { company, source, entity, id }, snapshot: snapshot?.value };
}

/** The event of a request or a cancellation that comes through the API, with the content given or else the last one known. */
export function eventOf(
  ports: Pick<Ports, 'clock' | 'ids'>,
  about: {
    key: RecordKey;
    snapshot: Snapshot | undefined;
    content?: RecordContent;
    user: string;
    verb: 'approvalRequested' | 'approvalCancelled';
  },
): RecordEvent {
  const { key, snapshot, content, user, verb } = about;
  const now = instantOf(ports.clock);
  const lines = content?.lines ? content : snapshot;
  const url = content?.url ?? snapshot?.url;
  return {
    company: key.company,
    source: key.source,
    id: `api-${ports.ids.newId()}`,
    type: `${key.entity}.${verb}`,
    time: now,
    receivedAt: now,
    user,
    record: {
      ...key,
      fields: { ...(snapshot && knownFields(snapshot)), ...content?.fields },
      ...(lines?.lines && { lines: lines.lines }),
      ...(!content?.lines && snapshot?.linesBlob && { linesBlob: snapshot.linesBlob }),
      ...(url !== undefined && { url }),
    },
  };
}
