import { findDelegate } from '../domain/approval/find-delegate.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import { findApprovalUsers } from './approval-setup.ts';
import { auditChange } from './audit-change.ts';
import { decideEntry } from './decide-entry.ts';
import { delegationLimits } from './delegation-limits.ts';
import { entriesWith } from './find-duties.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type HandOverResult = { readonly kind: 'handed-over' } | { readonly kind: 'nobody'; readonly reason: string };

type HandOverPorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/** Gives what a member still has to decide to whom it would be delegated: open entries with a new mail, later levels silently. */
export async function handOverEntries(
  ports: HandOverPorts,
  input: { company: string; userId: string; actor: string },
): Promise<HandOverResult> {
  const { company, userId } = input;
  for (const entry of await entriesWith(ports, input, 'open')) {
    const actor = { userId: input.actor, via: 'auto', roles: [] } as const;
    const result = await decideEntry(ports, { company, entryId: entry.id, decision: 'delegate', actor });
    if (result.kind === 'no-delegate') return { kind: 'nobody', reason: result.reason };
  }
  const users = await findApprovalUsers(ports, company);
  for (const entry of await entriesWith(ports, input, 'created')) {
    const request = await requestItems.get(ports.store, { company, id: entry.requestId });
    const limits = request && (await delegationLimits(ports, request.value, users));
    const delegate = findDelegate(userId, users, limits);
    if (delegate === undefined) return { kind: 'nobody', reason: nobody(userId) };
    await reassign(ports, { ...input, entryId: entry.id, delegate });
  }
  return { kind: 'handed-over' };
}

/** Nobody was told of the entry yet, so nobody needs to hear that it moved. */
async function reassign(
  ports: HandOverPorts,
  input: { company: string; userId: string; actor: string; entryId: string; delegate: string },
): Promise<void> {
  const { company, userId, actor, entryId, delegate } = input;
  await retryOnConflict(ports, async () => {
    const before = await entryItems.get(ports.store, { company, id: entryId });
    if (before?.value.status !== 'created' || before.value.approverId !== userId) return;
    const entry = { ...before.value, approverId: delegate, assignment: before.value.assignment + 1 };
    await ports.store.write([
      entryItems.update(before, entry),
      auditChange(ports, {
        company,
        actor,
        action: 'entry.delegated',
        subject: `entry/${entryId}`,
        record: entry.record,
        details: { runId: entry.runId, from: userId, to: delegate },
      }),
    ]);
  });
}

function nobody(userId: string): string {
  return `Nobody can take over what ${userId} has to decide. Fill in "substituteId" or "approverId" in the approval user setup of ${userId}.`;
}
