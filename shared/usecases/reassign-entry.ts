import type { ApprovalEntry, ApprovalRequest, EntryProgress } from '../domain/approval/approval.ts';
import { isPending } from '../domain/approval/approval.ts';
import { handedOver } from '../domain/approval/decision.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import { instantOf } from '../ports/clock.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { changesOfDecision } from './changes-of-decision.ts';
import { decisionGroup } from './compose-outbox.ts';
import type { Actor, DecidePorts } from './decide-entry.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type ReassignResult =
  | { readonly kind: 'reassigned'; readonly entry: ApprovalEntry }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'not-pending'; readonly entry: ApprovalEntry }
  /** The new approver can not have it, for this reason. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface ReassignInput {
  readonly company: string;
  readonly entryId: string;
  readonly approverId: string;
  readonly comment?: string;
  /** Holds the whole text of a long comment: see `keepComment`. */
  readonly commentBlob?: string;
  readonly actor: Actor;
  /** Remembered on the entry in the same write. */
  readonly progress?: EntryProgress;
}

/**
 * Gives an entry that is not decided yet to somebody else. Administrators may. An open entry brings the new approver a mail, as a
 * delegation does; of one that is not opened yet nobody was told, so nobody hears that it moved.
 */
export async function reassignEntry(ports: DecidePorts, input: ReassignInput): Promise<ReassignResult> {
  const decisionId = ports.ids.newId();
  const result = await retryOnConflict(ports, () => tryToReassign(ports, input, decisionId));
  if (result.kind === 'reassigned') {
    await relayOutbox(ports, { company: input.company, group: decisionGroup(result.entry.runId) });
  }
  return result;
}

async function tryToReassign(ports: DecidePorts, input: ReassignInput, decisionId: string): Promise<ReassignResult> {
  const { company, approverId, actor } = input;
  const entry = await entryItems.get(ports.store, { company, id: input.entryId });
  const request = entry && (await requestItems.get(ports.store, { company, id: entry.value.requestId }));
  if (!entry || !request) return { kind: 'not-found' };
  if (entry.value.decisionId === decisionId) return { kind: 'reassigned', entry: entry.value };
  const users = await findApprovalUsers(ports, company);
  const administrator = users.some((user) => user.userId === actor.userId && user.administrator);
  if (!administrator && !actor.roles.includes('admin') && actor.via !== 'auto') return { kind: 'not-yours' };
  if (!isPending(entry.value) || request.value.status !== 'pending') return { kind: 'not-pending', entry: entry.value };
  if (approverId === entry.value.approverId) return { kind: 'reassigned', entry: entry.value };
  const isSetUp = users.some(({ userId }) => userId === approverId);
  const reason = isSetUp ? obstacleToTake(request.value, approverId) : notSetUp(approverId);
  if (reason) return { kind: 'refused', reason };
  const after = await write(ports, input, { entry, request, decisionId });
  return { kind: 'reassigned', entry: after };
}

/** Why somebody who is set up can not have an entry of this request. */
export function obstacleToTake(request: ApprovalRequest, approverId: string): string | undefined {
  return approverId === request.senderId && !rulesOf(request).requesterMayApprove
    ? `${approverId} asked for this approval and may not approve it. Choose somebody else.`
    : undefined;
}

function notSetUp(approverId: string): string {
  return `${approverId} is not in the approval user setup. Add ${approverId} there first.`;
}

async function write(
  ports: DecidePorts,
  { actor, approverId, comment, commentBlob, progress }: ReassignInput,
  read: { entry: Versioned<ApprovalEntry>; request: Versioned<ApprovalRequest>; decisionId: string },
): Promise<ApprovalEntry> {
  const { entry, request } = read;
  const by = {
    userId: actor.userId,
    via: actor.via,
    now: instantOf(ports.clock),
    ...(comment && { comment }),
    ...(commentBlob !== undefined && { commentBlob }),
  };
  const outcome = handedOver({ entry: entry.value, request: request.value }, approverId, by);
  const after: ApprovalEntry = {
    ...outcome.entry,
    decisionId: read.decisionId,
    ...(progress && { progress: { ...entry.value.progress, ...progress } }),
  };
  await ports.store.write(
    entry.value.status === 'open'
      ? changesOfDecision(ports, {
          actor,
          ...(comment && { comment }),
          outcome: { ...outcome, entry: after },
          entry,
          request,
          others: [],
        })
      : [
          entryItems.update(entry, after),
          auditChange(ports, {
            company: after.company,
            actor: actor.userId,
            action: 'entry.delegated',
            subject: `entry/${after.id}`,
            record: after.record,
            details: { runId: after.runId, from: entry.value.approverId, to: approverId },
          }),
        ],
  );
  return after;
}
