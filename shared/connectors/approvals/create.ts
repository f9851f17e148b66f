import type { ApprovalEntry } from '../../domain/approval/approval.ts';
import { isPending } from '../../domain/approval/approval.ts';
import { noLongerNeeded } from '../../domain/approval/level-progress.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import { actionItems, actionsOf } from '../../repositories/run-items.ts';
import { loadEntries, loadRequest } from '../../usecases/load-request.ts';
import { type ActionContext, ActionFailedError, type ActionResult, defineAction } from '../catalogue/connector.ts';
import { dueTimes } from './due-times.ts';
import { newEntry } from './new-entry.ts';
import { newRequest, placed } from './new-request.ts';
import { ASKING_EVENTS } from './offered-after.ts';
import { resolveOptions } from './resolve-options.ts';
import type { ResolvedApprovers } from './resolved-approvers.ts';

/** A write holds 100 changes; the rest follows when the action is called again. */
const ENTRIES_PER_WRITE = 80;

export const create = defineAction({
  name: 'create',
  title: 'Create approval requests',
  description: 'Creates one entry for each approver that was found. An entry of the requester is approved at once.',
  businessCentralName: 'CREATEAPPROVALREQUESTS',
  optionGroup: 'G5',
  offeredAfter: ASKING_EVENTS,
  options: resolveOptions,
  async run(context): Promise<ActionResult> {
    const approvers = await resolvedOf(context);
    const id = { company: context.run.company, requestId: context.run.id };
    const before = await loadRequest(context.ports, id);
    const existing = (before?.entries ?? (await loadEntries(context.ports, id))).map(({ value }) => value);
    const counted = existing.slice(0, before?.request.value.entryCount ?? 0);
    const base = Math.max(0, ...counted.map(({ sequence }) => sequence));
    const entries = await newEntries(context, approvers, { counted: counted.length, base });
    const missing = entries.filter((entry) => !existing.some(({ id: known }) => known === entry.id));
    if (missing.length > ENTRIES_PER_WRITE) {
      return { output: null, again: true, changes: missing.slice(0, ENTRIES_PER_WRITE).map(entryItems.create) };
    }
    const all = { before: before?.request.value, entries: [...counted, ...entries], base };
    const request = await newRequest(context, approvers, all);
    return {
      output: {
        requestId: request.id,
        pendingApprovals: request.pendingApprovals,
        entries: entries.map(({ id: entryId, approverId, status, sequence }) => ({
          id: entryId,
          approverId,
          status,
          sequence,
        })),
        ...(approvers.showConfirmation && { message: confirmation(entries) }),
      },
      changes: [...missing.map(entryItems.create), requestItems.save(before?.request, request)],
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
  return resolved.value.output as object as ResolvedApprovers;
}

/** In the order of their levels, behind those that the request has. Where the requester's own approval is enough, the others are not asked. */
async function newEntries(
  context: ActionContext,
  approvers: ResolvedApprovers,
  { counted, base }: { counted: number; base: number },
): Promise<readonly ApprovalEntry[]> {
  const dueAtOf = await dueTimes(context, approvers);
  const entries = approvers.approvers.map(({ userId, sequence }, index) =>
    newEntry(context, approvers, {
      number: counted + index + 1,
      approverId: userId,
      sequence: base + sequence,
      dueAt: dueAtOf(userId),
    }),
  );
  const needless = noLongerNeeded(entries, placed(approvers.rules, base).levels);
  return entries.map((entry) =>
    needless.includes(entry) ? { ...entry, status: 'canceled', decidedVia: 'auto' } : entry,
  );
}

/** What Business Central shows to the requester (domain 4.4). */
function confirmation(entries: readonly ApprovalEntry[]): string {
  return entries.some(isPending)
    ? 'An approval request has been sent.'
    : 'The request has been approved automatically.';
}
