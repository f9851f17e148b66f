import type { ApprovalRequest } from '../domain/approval/approval.ts';
import type { ApprovalView } from '../domain/approval/approval-view.ts';
import { changesSince } from '../domain/approval/changes-since.ts';
import { contentHash } from '../domain/approval/content-hash.ts';
import { findDelegate } from '../domain/approval/find-delegate.ts';
import type { RecordContent } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { requestIdOf } from '../repositories/approval-items.ts';
import { eventItems } from '../repositories/event-items.ts';
import { recordItems } from '../repositories/record-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { delegationLimits } from './delegation-limits.ts';
import { withWholeComments } from './keep-comment.ts';
import { loadLines } from './large-lines.ts';
import { loadRequest } from './load-request.ts';
import { localeOf } from './locale-of.ts';

type ViewPorts = Pick<Ports, 'store' | 'blobs' | 'clock'>;

/** Of long comments a page shows so many bytes; the beginning of others. */
const MOST_COMMENT_BYTES = 262_144;

/** What a person sees of an entry: the record as it is now, what changed since it was asked, who else decides. */
export async function viewApproval(
  ports: ViewPorts,
  id: { company: string; entryId: string; readerId: string },
): Promise<ApprovalView | undefined> {
  const { company } = id;
  const loaded = await loadRequest(ports, { company, requestId: requestIdOf(id.entryId) });
  const entry = loaded?.entries.find(({ value }) => value.id === id.entryId)?.value;
  if (!entry || !loaded) return undefined;
  const asked = await contentAsAsked(ports, loaded.request.value);
  const current = (await recordItems.get(ports.store, entry.record))?.value;
  const now = current ? await withLines(ports, current) : asked;
  const users = await findApprovalUsers(ports, company);
  const limits = await delegationLimits(ports, loaded.request.value, users);
  const delegateId = findDelegate(entry.approverId, users, limits);
  const inOrder = loaded.entries.map(({ value }) => value).sort((left, right) => left.sequence - right.sequence);
  return {
    entry,
    request: loaded.request.value,
    entries: await withWholeComments(ports, inOrder, MOST_COMMENT_BYTES),
    record: { ...entry.record, ...now },
    contentHash: contentHash(now),
    changes: changesOf(loaded.request.value) ?? changesSince(asked, now),
    ...(delegateId !== undefined && { delegateId }),
    ...(await localeOf(ports, company, id.readerId)),
  };
}

/** The record as it was in the event about which everybody was asked last. */
async function contentAsAsked(
  ports: ViewPorts,
  { company, runId, askedEvent }: ApprovalRequest,
): Promise<RecordContent> {
  const asked = askedEvent ?? (await runItems.get(ports.store, { company, id: runId }))?.value.event;
  const stored = asked && (await eventItems.get(ports.store, { company, source: asked.source, id: asked.id }));
  return stored ? withLines(ports, stored.value.event.record) : { fields: {} };
}

async function withLines(ports: ViewPorts, record: RecordContent & { linesBlob?: string }): Promise<RecordContent> {
  const { fields, url } = record;
  const lines = await loadLines(ports, record);
  return { fields, ...(lines && { lines }), ...(url !== undefined && { url }) };
}

/** What is asked for, where the request is about new values: the record itself has the old ones meanwhile. */
function changesOf({ heldChanges }: ApprovalRequest): ApprovalView['changes'] | undefined {
  return heldChanges?.map(({ field, oldValue, newValue }) => ({ what: field, before: oldValue, after: newValue }));
}
