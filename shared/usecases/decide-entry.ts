import type { ApprovalEntry, ApprovalRequest, ApprovalUser } from '../domain/approval/approval.ts';
import { findDelegate } from '../domain/approval/find-delegate.ts';
import type { Role } from '../domain/company/company.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { approvalUserItems, entryItems, requestItems } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { keyOf } from '../repositories/key-text.ts';
import { auditChange } from './audit-change.ts';
import { decisionGroup } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';
import { requestEvent, requestEventId } from './request-event.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type Decision = 'approve' | 'reject' | 'delegate';

/** Who acts, and how they came. A link speaks for the person it was sent to, with no other rights. */
export interface Actor {
  readonly userId: string;
  readonly via: 'link' | 'api';
  readonly roles: readonly Role[];
}

export interface DecideEntryInput {
  readonly company: string;
  readonly entryId: string;
  readonly decision: Decision;
  readonly comment?: string;
  readonly actor: Actor;
  /** The number the link was made for; another one means that the entry went to somebody else since. */
  readonly assignment?: number;
}

export type DecideEntryResult =
  /** `repeated`: it was decided so by the same person before; nothing was changed now. */
  | { readonly kind: 'decided'; readonly entry: ApprovalEntry; readonly repeated: boolean }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-open'; readonly entry: ApprovalEntry }
  | { readonly kind: 'reassigned'; readonly entry: ApprovalEntry }
  | { readonly kind: 'not-yours'; readonly entry: ApprovalEntry }
  | { readonly kind: 'no-delegate'; readonly reason: string };

type DecidePorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/** What a decision makes of entry and request. */
interface Outcome {
  readonly entry: ApprovalEntry;
  readonly request: ApprovalRequest;
  readonly verb: 'approved' | 'rejected' | 'delegated';
}

/**
 * Approves, rejects or delegates one entry. Entry, request (with the pending count), audit trail and the event for the run are one atomic
 * write under the versions that were read, so any number of clicks and deciders makes one decision of each entry.
 */
export async function decideEntry(ports: DecidePorts, input: DecideEntryInput): Promise<DecideEntryResult> {
  const decisionId = ports.ids.newId();
  const result = await retryOnConflict(ports, () => tryToDecide(ports, input, decisionId));
  if (result.kind === 'decided') {
    await relayOutbox(ports, { company: input.company, group: decisionGroup(result.entry.runId) });
  }
  return result;
}

async function tryToDecide(
  ports: DecidePorts,
  input: DecideEntryInput,
  decisionId: string,
): Promise<DecideEntryResult> {
  const entry = await entryItems.get(ports.store, { company: input.company, id: input.entryId });
  const request = entry && (await requestItems.get(ports.store, { company: input.company, id: entry.value.requestId }));
  if (!entry || !request) return { kind: 'not-found' };
  if (entry.value.decisionId === decisionId) return { kind: 'decided', entry: entry.value, repeated: false };
  const users = await approvalUsersOf(ports, input.company);
  const obstacle = obstacleOf(input, entry.value, { request: request.value, users });
  if (obstacle) return obstacle;
  const outcome = outcomeOf(input, entry.value, { request: request.value, users, now: instantOf(ports.clock) });
  if ('kind' in outcome) return outcome;
  const decided = { ...outcome, entry: { ...outcome.entry, decisionId } };
  await ports.store.write(changesOf(ports, input, { outcome: decided, entry, request }));
  return { kind: 'decided', entry: decided.entry, repeated: false };
}

async function approvalUsersOf(ports: DecidePorts, company: string): Promise<readonly ApprovalUser[]> {
  const users = await approvalUserItems.queryAll(ports.store, {
    index: 'base',
    partition: keyOf('approvalUser', company),
  });
  return users.map(({ value }) => value);
}

/** Why this person may not do this to this entry, or that it is done already. */
function obstacleOf(
  input: DecideEntryInput,
  entry: ApprovalEntry,
  about: { request: ApprovalRequest; users: readonly ApprovalUser[] },
): DecideEntryResult | undefined {
  const { actor, decision } = input;
  if (isRepetition(input, entry)) return { kind: 'decided', entry, repeated: true };
  const administrator = about.users.some((user) => user.userId === actor.userId && user.administrator);
  const involved = entry.approverId === actor.userId || (decision === 'delegate' && entry.senderId === actor.userId);
  if (input.assignment !== undefined && input.assignment !== entry.assignment) return { kind: 'reassigned', entry };
  if (!involved && !administrator) return { kind: 'not-yours', entry };
  if (entry.status !== 'open' || about.request.status !== 'pending') return { kind: 'not-open', entry };
  return undefined;
}

/** The same person has decided the same before: a second click, or a first one whose answer was lost. */
function isRepetition({ actor, decision, assignment }: DecideEntryInput, entry: ApprovalEntry): boolean {
  const sameAssignment = assignment === undefined || assignment === entry.assignment;
  const status = decision === 'approve' ? 'approved' : 'rejected';
  return decision !== 'delegate' && sameAssignment && entry.status === status && entry.decidedBy === actor.userId;
}

function outcomeOf(
  { decision, comment, actor }: DecideEntryInput,
  entry: ApprovalEntry,
  about: { request: ApprovalRequest; users: readonly ApprovalUser[]; now: string },
): Outcome | DecideEntryResult {
  const { request, users, now } = about;
  const comments = comment ? [...entry.comments, { userId: actor.userId, text: comment, at: now }] : entry.comments;
  if (decision === 'delegate') {
    const approverId = findDelegate(entry.approverId, users);
    if (!approverId) return { kind: 'no-delegate', reason: noDelegate(entry.approverId) };
    return { verb: 'delegated', request, entry: { ...entry, comments, approverId, assignment: entry.assignment + 1 } };
  }
  const status = decision === 'approve' ? 'approved' : 'rejected';
  const pendingApprovals = request.pendingApprovals - 1;
  const requestStatus = status === 'rejected' ? 'rejected' : pendingApprovals === 0 ? 'approved' : 'pending';
  return {
    verb: status,
    entry: { ...entry, comments, status, decidedAt: now, decidedBy: actor.userId, decidedVia: actor.via },
    request: { ...request, pendingApprovals, status: requestStatus },
  };
}

function changesOf(
  ports: DecidePorts,
  input: DecideEntryInput,
  decided: { outcome: Outcome; entry: Versioned<ApprovalEntry>; request: Versioned<ApprovalRequest> },
): readonly Change[] {
  const { outcome, entry, request } = decided;
  const now = instantOf(ports.clock);
  const { actor, comment } = input;
  const requestVersion = request.version + 1;
  return [
    entryItems.update(entry, outcome.entry),
    requestItems.update(request, { ...outcome.request, lastEventId: requestEventId(outcome.request, requestVersion) }),
    requestEvent({
      verb: outcome.verb,
      entry: outcome.entry,
      request: outcome.request,
      requestVersion,
      decidedBy: actor.userId,
      ...(comment && { comment }),
      now,
    }),
    auditChange(ports, {
      company: input.company,
      actor: actor.userId,
      action: `entry.${outcome.verb}`,
      subject: `entry/${input.entryId}`,
      record: outcome.entry.record,
      details: {
        runId: outcome.entry.runId,
        via: actor.via,
        ...(outcome.verb === 'delegated' && { from: entry.value.approverId, to: outcome.entry.approverId }),
        ...(comment && { comment }),
      },
    }),
  ];
}

function noDelegate(userId: string): string {
  return `Nobody can take over from ${userId}: there is no substitute, no approver above, and no approval administrator. Fill in "substituteId" or "approverId" in the approval user setup of ${userId}.`;
}
