import type { Wait } from '../domain/run/inbox.ts';
import { withClaim } from '../domain/run/inbox-rules.ts';
import { isOpenRun } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { inboxItems, runItems } from '../repositories/run-items.ts';
import { type AnswerPorts, answerWaits } from './answer-waits.ts';
import { auditChange } from './audit-change.ts';
import { type ReopenRunResult, reopenRun } from './reopen-run.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type RetryRunResult =
  | ReopenRunResult
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-parked'; readonly status: string };

/** Lets a run that stands still try the refused command again, as a new command; one that failed goes on at the step that failed. */
export async function retryRun(
  ports: AnswerPorts & Pick<Ports, 'machines'>,
  input: { company: string; runId: string; actor: string },
): Promise<RetryRunResult> {
  const id = { company: input.company, runId: input.runId };
  const result = await retryOnConflict(ports, async (): Promise<RetryRunResult> => {
    const run = await runItems.get(ports.store, { company: id.company, id: id.runId });
    if (!run) return { kind: 'not-found' };
    if (run.value.status === 'failed' || run.value.status === 'timedOut') return reopenRun(ports, run, input.actor);
    const inbox = await inboxItems.get(ports.store, id);
    const parked = inbox?.value.waits.find(isParked);
    if (!inbox || !parked || !isOpenRun(run.value)) return { kind: 'not-parked', status: run.value.status };
    const claim = { waitId: parked.id, branch: 'retry' as const, at: instantOf(ports.clock) };
    await ports.store.write([
      inboxItems.update(inbox, withClaim(inbox.value, claim)),
      auditChange(ports, {
        company: input.company,
        actor: input.actor,
        action: 'run.retried',
        subject: `run/${input.runId}`,
        record: run.value.record,
        ...(parked.parked && { details: { ...parked.parked } }),
      }),
    ]);
    return { kind: 'retried' };
  });
  // Whoever asks again because the first answer was lost finds it claimed already, and perhaps not told.
  if (result.kind === 'retried' || result.kind === 'not-parked') await answerWaits(ports, id);
  return result;
}

/** True for the wait of a run that stands still until somebody decides. */
export function isParked(wait: Wait): boolean {
  return wait.kind === 'park' && !wait.claim;
}
