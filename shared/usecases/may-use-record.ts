import type { StoredEvent } from '../domain/event/event.ts';
import { knownFields, type RecordKey } from '../domain/record/record.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { restrictionItems } from '../repositories/approval-items.ts';
import { recordItems } from '../repositories/record-items.ts';
import { loadEntries } from './load-request.ts';
import { matchWorkflows } from './match-workflows.ts';

/** Whether a record may be used, and if not, why and who can change that. */
export interface MayUse {
  readonly allowed: boolean;
  readonly reason?: string;
  readonly workflow?: string;
  readonly openApprovers?: readonly string[];
}

/** Uses that need an approved document even where nothing restricts it yet (domain 4.8). */
const USES_THAT_NEED_APPROVAL = ['release', 'posting'];

/**
 * Answers whoever is about to use a record: not while it is restricted, and a document with status Open is neither released nor posted
 * while an approval workflow that matches it is enabled. A record that was never seen is free to use.
 */
export async function mayUseRecord(
  ports: Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>,
  question: RecordKey & { use: string },
): Promise<MayUse> {
  const { use, ...key } = question;
  const restriction = await restrictionItems.get(ports.store, key);
  if (restriction) {
    const { reason, workflow, runId } = restriction.value;
    const entries = await loadEntries(ports, { company: key.company, requestId: runId });
    const openApprovers = entries.filter(({ value }) => value.status === 'open').map(({ value }) => value.approverId);
    return { allowed: false, reason, workflow, openApprovers };
  }
  const workflow = USES_THAT_NEED_APPROVAL.includes(use) ? await workflowThatMustApprove(ports, key) : undefined;
  if (!workflow) return { allowed: true };
  return {
    allowed: false,
    workflow,
    reason: `${key.entity} ${key.id} must be approved and released first: workflow ${workflow} applies to it. Send an approval request.`,
  };
}

async function workflowThatMustApprove(
  ports: Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>,
  key: RecordKey,
): Promise<string | undefined> {
  const snapshot = (await recordItems.get(ports.store, key))?.value;
  if (!snapshot) return undefined;
  const fields = knownFields(snapshot);
  if (fields.status !== 'Open') return undefined;
  const now = instantOf(ports.clock);
  const asIfRequested: StoredEvent = {
    sequence: snapshot.sequence,
    status: 'received',
    event: {
      company: key.company,
      source: key.source,
      id: 'may',
      type: `${key.entity}.approvalRequested`,
      time: now,
      receivedAt: now,
      record: { ...snapshot, ...key, fields },
    },
  };
  const { matching } = await matchWorkflows(ports, asIfRequested);
  return matching.find(({ kind }) => kind === 'approval')?.code;
}
