import type { ApprovalEntry, ApprovalRequest, ApprovalUser } from '../domain/approval/approval.ts';
import {
  answered,
  type DecidedBy,
  type Decision,
  type DecisionOutcome,
  decided,
  handedOver,
} from '../domain/approval/decision.ts';
import { findDelegate } from '../domain/approval/find-delegate.ts';
import { isRepetition, type Obstacle, obstacleTo } from '../domain/approval/may-decide.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import type { Role } from '../domain/company/company.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { changesOfDecision } from './changes-of-decision.ts';
import { decisionGroup } from './compose-outbox.ts';
import { delegationLimits } from './delegation-limits.ts';
import { loadEntries } from './load-request.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type { Decision } from '../domain/approval/decision.ts';

/**
 * Who acts, and how they came. A link speaks for the person it was sent to, with no other rights. `auto` is the platform itself, which
 * acts for nobody and needs no leave.
 */
export interface Actor {
  readonly userId: string;
  readonly via: DecidedBy['via'];
  readonly roles: readonly Role[];
}

export interface DecideEntryInput {
  readonly company: string;
  readonly entryId: string;
  readonly decision: Decision;
  /** With `respond`: one of the responses of the question. */
  readonly response?: string;
  readonly comment?: string;
  /** Holds the whole text of a long comment: see `keepComment`. */
  readonly commentBlob?: string;
  readonly actor: Actor;
  /** The number the link was made for; another one means that the entry went to somebody else since. */
  readonly assignment?: number;
  /** Names what the person saw and approves: from then on the release is bound to it. What was asked for when absent. */
  readonly contentHash?: string;
}

export type DecideEntryResult =
  /** `repeated`: it was decided so by the same person before; nothing was changed now. */
  | { readonly kind: 'decided'; readonly entry: ApprovalEntry; readonly repeated: boolean }
  | { readonly kind: 'not-found' }
  /** `responses`: what the request takes instead of Approve and Reject. */
  | { readonly kind: Obstacle; readonly entry: ApprovalEntry; readonly responses?: readonly string[] }
  | { readonly kind: 'no-delegate'; readonly reason: string };

export type DecidePorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/** An entry with its request, as they were read. */
interface Read {
  readonly entry: Versioned<ApprovalEntry>;
  readonly request: Versioned<ApprovalRequest>;
  readonly others: readonly Versioned<ApprovalEntry>[];
  readonly users: readonly ApprovalUser[];
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
  const read = await readAll(ports, input);
  if (!read) return { kind: 'not-found' };
  const { entry, request } = read;
  if (entry.value.decisionId === decisionId) return { kind: 'decided', entry: entry.value, repeated: false };
  const obstacle = obstacleFor(input, read);
  if (obstacle) return obstacle;
  const outcome = await outcomeOf(ports, input, read);
  if ('kind' in outcome) return outcome;
  const { contentHash } = input;
  const approves = input.decision === 'approve' && contentHash !== undefined;
  const marked = {
    ...outcome,
    entry: { ...outcome.entry, decisionId },
    ...(approves && { request: { ...outcome.request, contentHash } }),
  };
  await ports.store.write(
    changesOfDecision(ports, {
      actor: input.actor,
      ...(input.comment && { comment: input.comment }),
      outcome: marked,
      entry,
      request,
      others: read.others,
    }),
  );
  return { kind: 'decided', entry: marked.entry, repeated: false };
}

/** The other entries count only where a level has a rule of its own, and of questions. */
async function readAll(ports: DecidePorts, { company, entryId }: DecideEntryInput): Promise<Read | undefined> {
  const entry = await entryItems.get(ports.store, { company, id: entryId });
  const request = entry && (await requestItems.get(ports.store, { company, id: entry.value.requestId }));
  if (!entry || !request) return undefined;
  const ruled =
    request.value.question !== undefined ||
    rulesOf(request.value).levels.some(({ sequence }) => sequence === entry.value.sequence);
  const all = ruled ? await loadEntries(ports, { company, requestId: request.value.id }) : [];
  const others = all.filter(({ value }) => value.id !== entryId);
  return { entry, request, others, users: await findApprovalUsers(ports, company) };
}

/** Why this person may not do this to this entry, or that it is done already. */
function obstacleFor(
  { actor, decision, assignment, comment, response }: DecideEntryInput,
  { entry, request, users }: Read,
): DecideEntryResult | undefined {
  const would = {
    decision,
    userId: actor.userId,
    administrator: actor.via === 'auto' || users.some((user) => user.userId === actor.userId && user.administrator),
    ...(assignment !== undefined && { assignment }),
    ...(comment !== undefined && { comment }),
    ...(response !== undefined && { response }),
  };
  if (isRepetition(would, entry.value)) return { kind: 'decided', entry: entry.value, repeated: true };
  const obstacle = obstacleTo(would, entry.value, request.value);
  const responses = request.value.question?.responses;
  return obstacle && { kind: obstacle, entry: entry.value, ...(responses && { responses }) };
}

async function outcomeOf(
  ports: DecidePorts,
  { decision, response = '', comment, commentBlob, actor }: DecideEntryInput,
  { entry, request, others, users }: Read,
): Promise<DecisionOutcome | Extract<DecideEntryResult, { kind: 'no-delegate' }>> {
  const by = {
    userId: actor.userId,
    via: actor.via,
    now: instantOf(ports.clock),
    ...(comment && { comment }),
    ...(commentBlob !== undefined && { commentBlob }),
  };
  const about = { entry: entry.value, request: request.value, others: others.map(({ value }) => value) };
  const { question } = request.value;
  if (decision !== 'delegate' && question) {
    return answered(decision === 'respond' ? { response } : decision, { ...about, question }, by);
  }
  if (decision === 'approve' || decision === 'reject') return decided(decision, about, by);
  const limits = await delegationLimits(ports, request.value, users);
  const approverId = findDelegate(entry.value.approverId, users, limits);
  return approverId === undefined
    ? { kind: 'no-delegate', reason: noDelegate(entry.value.approverId) }
    : handedOver(about, approverId, by);
}

function noDelegate(userId: string): string {
  return `Nobody can take over from ${userId}: there is no substitute, no approver above, and no approval administrator. Fill in "substituteId" or "approverId" in the approval user setup of ${userId}.`;
}
