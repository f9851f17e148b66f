import type { ApprovalEntry, ApprovalRequest } from '../domain/approval/approval.ts';
import type { DecisionOutcome } from '../domain/approval/decision.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { auditChange } from './audit-change.ts';
import { requestEvent, requestEventId } from './request-event.ts';

/** Everything that one decision changes, in one write: entries, request, the event for the run and the audit trail. */
export function changesOfDecision(
  ports: Pick<Ports, 'clock' | 'ids'>,
  made: {
    actor: { readonly userId: string; readonly via: string };
    comment?: string;
    outcome: DecisionOutcome;
    entry: Versioned<ApprovalEntry>;
    request: Versioned<ApprovalRequest>;
    /** Entries that the outcome may have made needless. */
    others: readonly Versioned<ApprovalEntry>[];
  },
): readonly Change[] {
  const { actor, comment, outcome, entry, request } = made;
  const requestVersion = request.version + 1;
  return [
    entryItems.update(entry, outcome.entry),
    ...outcome.needless.flatMap((value) => {
      const before = made.others.find((other) => other.value.id === value.id);
      return before ? [entryItems.update(before, value)] : [];
    }),
    requestItems.update(request, { ...outcome.request, lastEventId: requestEventId(outcome.request, requestVersion) }),
    requestEvent({
      verb: outcome.verb,
      entry: outcome.entry,
      request: outcome.request,
      requestVersion,
      decidedBy: actor.userId,
      ...(comment && { comment }),
      now: instantOf(ports.clock),
    }),
    auditChange(ports, {
      company: outcome.entry.company,
      actor: actor.userId,
      action: `entry.${outcome.verb}`,
      subject: `entry/${outcome.entry.id}`,
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
