import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { isPending } from '../../domain/approval/approval.ts';
import { contentHash } from '../../domain/approval/content-hash.ts';
import type { RequestRules } from '../../domain/approval/request-rules.ts';
import { rulesOf } from '../../domain/approval/request-rules.ts';
import { instantOf } from '../../ports/clock.ts';
import { findHeldChanges } from '../../usecases/held-changes.ts';
import { loadLines } from '../../usecases/large-lines.ts';
import type { ActionContext } from '../catalogue/connector.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

/** The request of a run with these entries, bound to the record as it is in the event that the run acts on. */
export async function newRequest(
  { run, event, ports }: ActionContext,
  approvers: ResolvedApprovers,
  about: { before: ApprovalRequest | undefined; entries: readonly ApprovalEntry[]; base: number },
): Promise<ApprovalRequest> {
  const { fields } = event.event.record;
  const lines = await loadLines(ports, event.event.record);
  const { amount, amountLcy, currency } = approvers;
  const held = await findHeldChanges(ports, { company: run.company, runId: run.id });
  const heldChanges = held.map(({ value: { field, oldValue, newValue } }) => ({ field, oldValue, newValue }));
  const pendingApprovals = about.entries.filter(isPending).length;
  return {
    company: run.company,
    id: run.id,
    runId: run.id,
    workflow: run.workflow,
    record: run.record,
    senderId: approvers.requesterId,
    pendingApprovals,
    entryCount: about.entries.length,
    status: pendingApprovals === 0 ? 'approved' : 'pending',
    amount,
    ...(amountLcy !== undefined && { amountLcy }),
    currency,
    contentHash: contentHash({ fields, ...(lines && { lines }) }),
    askedEvent: { source: run.event.source, id: run.event.id },
    createdAt: instantOf(ports.clock),
    dueAt: approvers.dueAt,
    ...(heldChanges.length > 0 && { aboutChange: true, heldChanges }),
    rules: joined(about.before && rulesOf(about.before), placed(approvers.rules, about.base)),
  };
}

/** Rules count levels from 1; the entries stand behind those that were there before. */
export function placed(rules: RequestRules, base: number): RequestRules {
  return { ...rules, levels: rules.levels.map((level) => ({ ...level, sequence: level.sequence + base })) };
}

/** A second round of approvers: what one of the two forbids is forbidden, the newer one's times count. */
function joined(before: RequestRules | undefined, added: RequestRules): RequestRules {
  if (!before) return added;
  return {
    requesterMayApprove: before.requesterMayApprove && added.requesterMayApprove,
    commentOnReject: before.commentOnReject || added.commentOnReject,
    parallel: before.parallel || added.parallel,
    levels: [...before.levels, ...added.levels],
    timing: { ...before.timing, ...added.timing },
    ...(added.onChange && { onChange: added.onChange }),
  };
}
