import type { ApprovalView } from '../domain/approval/approval-view.ts';
import { changesSince } from '../domain/approval/changes-since.ts';
import { findDelegate } from '../domain/approval/find-delegate.ts';
import type { RecordContent } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems, entryItems } from '../repositories/approval-items.ts';
import { companyItems, memberItems } from '../repositories/company-items.ts';
import { eventItems } from '../repositories/event-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { recordItems } from '../repositories/record-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { loadLines } from './large-lines.ts';
import { loadRequest } from './load-request.ts';

type ViewPorts = Pick<Ports, 'store' | 'blobs'>;

/** What a person sees of an entry: the record as it is now, what changed since it was asked, who else decides. */
export async function viewApproval(
  ports: ViewPorts,
  id: { company: string; entryId: string; readerId: string },
): Promise<ApprovalView | undefined> {
  const { company } = id;
  const entry = (await entryItems.get(ports.store, { company, id: id.entryId }))?.value;
  const loaded = entry && (await loadRequest(ports, { company, requestId: entry.requestId }));
  if (!entry || !loaded) return undefined;
  const asked = await contentAsAsked(ports, company, entry.runId);
  const current = (await recordItems.get(ports.store, entry.record))?.value;
  const now = current ? await withLines(ports, current) : asked;
  const delegateId = findDelegate(entry.approverId, await approvalUsers(ports, company));
  return {
    entry,
    request: loaded.request.value,
    entries: loaded.entries.map(({ value }) => value).sort((left, right) => left.sequence - right.sequence),
    record: { ...entry.record, ...now },
    changes: changesSince(asked, now),
    ...(delegateId !== undefined && { delegateId }),
    ...(await localeOf(ports, company, id.readerId)),
  };
}

/** The record as it was in the event that started the run. */
async function contentAsAsked(ports: ViewPorts, company: string, runId: string): Promise<RecordContent> {
  const run = (await runItems.get(ports.store, { company, id: runId }))?.value;
  const started = run && (await eventItems.get(ports.store, { company, source: run.event.source, id: run.event.id }));
  return started ? withLines(ports, started.value.event.record) : { fields: {} };
}

async function withLines(ports: ViewPorts, record: RecordContent & { linesBlob?: string }): Promise<RecordContent> {
  const { fields, url } = record;
  const lines = await loadLines(ports, record);
  return { fields, ...(lines && { lines }), ...(url !== undefined && { url }) };
}

async function approvalUsers(ports: ViewPorts, company: string) {
  const users = await approvalUserItems.queryAll(ports.store, {
    index: 'base',
    partition: keyOf('approvalUser', company),
  });
  return users.map(({ value }) => value);
}

/** Language and time zone of a reader: their own, else the company's. */
export async function localeOf(
  ports: Pick<Ports, 'store'>,
  company: string,
  userId: string,
): Promise<{ language: string; timeZone: string }> {
  const member = (await memberItems.get(ports.store, { company, userId }))?.value;
  const timeZone = member?.timeZone ?? (await companyItems.get(ports.store, { id: company }))?.value.timeZone ?? 'UTC';
  return { language: member?.language ?? 'en-GB', timeZone };
}
