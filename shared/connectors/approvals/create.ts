import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { isPending } from '../../domain/approval/approval.ts';
import { contentHash } from '../../domain/approval/content-hash.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Change } from '../../ports/item-store.ts';
import { entryIdOf, entryItems, requestItems } from '../../repositories/approval-items.ts';
import { actionItems, actionsOf } from '../../repositories/run-items.ts';
import { loadLines } from '../../usecases/large-lines.ts';
import { loadEntries, loadRequest } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';
import type { ResolvedApprovers } from './resolve.ts';
import { resolveOptions } from './resolve-options.ts';

/** A write holds 100 changes; the rest follows when the action is called again. */
const ENTRIES_PER_WRITE = 80;

export const create = defineAction({
  name: 'create',
  title: 'Create approval requests',
  description: 'Creates one entry for each approver that was found. An entry of the requester is approved at once.',
  businessCentralName: 'CREATEAPPROVALREQUESTS',
  options: resolveOptions,
  async run(context): Promise<ActionResult> {
    const approvers = await resolvedOf(context);
    const request = { company: context.run.company, requestId: context.run.id };
    const before = await loadRequest(context.ports, request);
    const existing = before?.entries ?? (await loadEntries(context.ports, request));
    const counted = before?.request.value.entryCount ?? 0;
    const entries = approvers.approverIds.map((approverId, index) =>
      newEntry(context, approvers, counted + index + 1, approverId),
    );
    const missing = entries.filter((entry) => !existing.some(({ value }) => value.id === entry.id));
    if (missing.length > ENTRIES_PER_WRITE) {
      return { output: null, again: true, changes: missing.slice(0, ENTRIES_PER_WRITE).map(entryItems.create) };
    }
    const pending = entries.filter(isPending).length + (before?.request.value.pendingApprovals ?? 0);
    const value = await newRequest(context, approvers, { entryCount: counted + entries.length, pending });
    return {
      output: {
        requestId: value.id,
        pendingApprovals: pending,
        entries: entries.map(({ id, approverId, status }) => ({ id, approverId, status })),
      },
      changes: [...missing.map(entryItems.create), requestItems.save(before?.request, value)] satisfies Change[],
    };
  },
});

/** The newest answer of `approvals.resolve` in this run. */
async function resolvedOf({ run, ports }: ActionContext): Promise<ResolvedApprovers> {
  const actions = await actionItems.queryAll(ports.store, {
    index: 'base',
    partition: actionsOf({ company: run.company, runId: run.id }),
    order: 'descending',
  });
  const resolved = actions.find(({ value }) => value.action === 'approvals.resolve');
  if (!resolved)
    throw new ActionFailedError('No approvers were found before: put approvals.resolve before approvals.create.');
  return resolved.value.output as ResolvedApprovers;
}

function newEntry(
  { run, ports }: ActionContext,
  approvers: ResolvedApprovers,
  number: number,
  approverId: string,
): ApprovalEntry {
  const now = instantOf(ports.clock);
  const own = approverId === approvers.requesterId;
  const { amount, amountLcy, currency } = approvers;
  return {
    company: run.company,
    id: entryIdOf(run.id, number),
    requestId: run.id,
    runId: run.id,
    workflow: run.workflow,
    record: run.record,
    sequence: number,
    approverId,
    senderId: approvers.requesterId,
    status: own ? 'approved' : 'created',
    assignment: 1,
    createdAt: now,
    dueAt: approvers.dueAt,
    ...(own && { decidedAt: now, decidedBy: approverId, decidedVia: 'auto' as const }),
    amount,
    ...(amountLcy !== undefined && { amountLcy }),
    currency,
    comments: [],
  };
}

async function newRequest(
  { run, event, ports }: ActionContext,
  approvers: ResolvedApprovers,
  counts: { entryCount: number; pending: number },
): Promise<ApprovalRequest> {
  const { fields } = event.event.record;
  const lines = await loadLines(ports, event.event.record);
  const { amount, amountLcy, currency } = approvers;
  return {
    company: run.company,
    id: run.id,
    runId: run.id,
    workflow: run.workflow,
    record: run.record,
    senderId: approvers.requesterId,
    pendingApprovals: counts.pending,
    entryCount: counts.entryCount,
    status: counts.pending === 0 ? 'approved' : 'pending',
    amount,
    ...(amountLcy !== undefined && { amountLcy }),
    currency,
    contentHash: contentHash({ fields, ...(lines && { lines }) }),
    createdAt: instantOf(ports.clock),
    dueAt: approvers.dueAt,
  };
}
