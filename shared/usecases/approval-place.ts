import { type RecordEvent, type StoredEvent, verbOf } from '../domain/event/event.ts';
import { journalOf } from '../domain/record/journal-of.ts';
import type { EnabledWorkflow } from '../domain/workflow/workflow.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { type OpenApproval, openApprovalItems, openApprovalsOf } from '../repositories/run-items.ts';
import type { MatchResult } from './match-workflows.ts';
import { recordKeyOf } from './take-in-event.ts';

interface PlacePorts {
  readonly store: ItemStore;
}

const BATCH_REQUESTED = 'generalJournalBatch.approvalRequested';

/** The record's own place, and for a journal line or batch one in its journal. */
export function placesFor(
  { record, type }: RecordEvent,
  by: { runId: string; workflow: string },
): readonly OpenApproval[] {
  const { company, source, entity, id } = record;
  const own = { record: { company, source, entity, id }, event: type, ...by };
  const journal = journalOf(record);
  if (!journal) return [own];
  const inJournal = { record: journal, event: type === BATCH_REQUESTED ? type : `${type} ${id}` };
  return [
    { ...own, inJournal },
    { ...inJournal, ...by },
  ];
}

/** A batch is not asked about while a line of it is, and a line not while its batch is (domain 4.6). */
async function openInJournal(ports: PlacePorts, { record, type }: RecordEvent): Promise<OpenApproval | undefined> {
  const journal = journalOf(record);
  if (!journal) return undefined;
  const open = await openApprovalItems.queryAll(ports.store, { index: 'base', partition: openApprovalsOf(journal) });
  return open.find(({ value }) => type === BATCH_REQUESTED || value.event === BATCH_REQUESTED)?.value;
}

/** A document that is known to have no lines (domain 4.6). One whose lines were never sent may have some. */
function isEmptyDocument({ record }: RecordEvent): boolean {
  const isDocument = record.entity === 'purchaseDocument' || record.entity === 'salesDocument';
  return isDocument && record.linesBlob === undefined && record.lines?.length === 0;
}

/** A record is asked about once at a time. Each further edit of a field is a request of its own (domain 4.9). */
export function isAskedOnce(event: RecordEvent): boolean {
  return verbOf(event.type) === 'approvalRequested';
}

/** Why an approval workflow that matches may not start for this event. */
export async function refusalOf(
  ports: PlacePorts,
  { event }: StoredEvent,
  workflow: EnabledWorkflow,
): Promise<string | undefined> {
  if (!event.user) {
    return `The event names no user, so nobody can be the requester of ${workflow.code}. Send "user" with the event.`;
  }
  if (!isAskedOnce(event)) return undefined;
  if (isEmptyDocument(event))
    return `There is nothing to approve: ${event.record.entity} ${event.record.id} has no lines.`;
  const what = `${event.record.entity} ${event.record.id}`;
  const open = (await openApprovalItems.get(ports.store, { record: recordKeyOf(event), event: event.type }))?.value;
  if (open) return alreadyAsked(`Approval of ${what}`, open);
  const related = await openInJournal(ports, event);
  const other = event.type === BATCH_REQUESTED ? 'a line of it' : 'its batch';
  return related && alreadyAsked(`${what} can not be sent, because approval of ${other}`, related);
}

function alreadyAsked(what: string, { runId, workflow }: OpenApproval): string {
  return `${what} is already requested: run ${runId} of workflow ${workflow} is still open. Cancel it first, or wait for its decision.`;
}

/** Business Central's "no approval workflow for this record type is enabled", with what was tried. */
export function nothingMatches({ event }: StoredEvent, others: MatchResult['others']): string {
  const what = `${event.record.entity} ${event.record.id}`;
  if (others.length === 0)
    return `No approval workflow is enabled for ${event.type}, so ${what} needs no approval here.`;
  return `No enabled approval workflow matches ${what}. ${others.map(({ workflow, reason }) => `${workflow.code}: ${reason}`).join(' ')}`;
}
