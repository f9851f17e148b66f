import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { isPending } from '../../domain/approval/approval.ts';
import { noLongerNeeded } from '../../domain/approval/level-progress.ts';
import { entryItems, requestItems } from '../../repositories/approval-items.ts';
import { findActions } from '../../repositories/run-items.ts';
import { loadRequest } from '../../usecases/load-request.ts';
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
  sharesCall: 'first',
  async run(context): Promise<ActionResult> {
    const approvers = await resolvedOf(context);
    const id = { company: context.run.company, requestId: context.run.id };
    const before = await loadRequest(context.ports, id);
    const existing = before?.entries.map(({ value }) => value) ?? [];
    const { begun, from } = placeIn(before?.request.value, context.idempotencyKey);
    const earlier = existing.slice(0, from);
    const base = Math.max(0, ...earlier.map(({ sequence }) => sequence));
    const entries = await newEntries(context, approvers, { counted: from, base });
    const missing = entries.filter((entry) => !existing.some(({ id: known }) => known === entry.id));
    const all = { before: before?.request.value, entries: [...earlier, ...entries], base };
    const request = begun ?? {
      ...(await newRequest(context, approvers, all)),
      lastCreation: { by: context.idempotencyKey, from },
    };
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
      // The request comes first, so that whoever ends it ends what there is of its entries.
      changes: [
        ...(begun ? [] : [requestItems.save(before?.request, request)]),
        ...missing.slice(0, ENTRIES_PER_WRITE).map(entryItems.create),
      ],
      inOrder: true,
      again: missing.length > ENTRIES_PER_WRITE,
    };
  },
});

/** How many entries stand before those of this visit, and the request where this visit has written it before. */
function placeIn(
  request: ApprovalRequest | undefined,
  visit: string,
): { readonly begun?: ApprovalRequest; readonly from: number } {
  const { lastCreation } = request ?? {};
  if (request && lastCreation?.by === visit) return { begun: request, from: lastCreation.from };
  return { from: request?.entryCount ?? 0 };
}

/** The newest answer of `approvals.resolve` in this run. */
async function resolvedOf({ run, ports }: ActionContext): Promise<ResolvedApprovers> {
  const actions = await findActions(ports.store, { company: run.company, runId: run.id });
  const resolved = actions.findLast(({ action }) => action === 'approvals.resolve');
  if (!resolved)
    throw new ActionFailedError('No approvers were found before: put approvals.resolve before approvals.create.');
  return resolved.output as object as ResolvedApprovers;
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
