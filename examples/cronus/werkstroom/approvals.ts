import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { askApproval, cancelApproval } from '../changes/ask-approval.ts';
import { getOrder } from '../changes/order-lookup.ts';
import { reopenOrder } from '../changes/order-status.ts';
import { change, type Erp } from '../erp.ts';
import type { Kind } from '../records/kinds.ts';
import { type ApprovalRequest, askApprovalFacts } from './approval-facts.ts';
import { WerkstroomUnreachableError } from './client.ts';
import { awaitOutcome, PAUSE_MILLISECONDS } from './event-outcome.ts';

/** What the person is told. */
export interface Said {
  readonly kind: 'good' | 'bad' | 'note';
  readonly text: string;
}

/** Which record, and who asks. */
interface Asked {
  readonly kind: Kind;
  readonly number: string;
  readonly user: string;
}

/** How long a person waits for the outcome at most. */
const PATIENCE_MILLISECONDS = 10_000;
/** A workflow may leave the release to somebody else: then this is waited in vain. */
const RELEASE_MILLISECONDS = 2_000;
const QUEUED = 'Werkstroom cannot be reached at the moment. It is queued and will be sent as soon as possible.';

/** Send Approval Request. @throws RefusedError when the ERP itself does not allow it. */
export async function sendApprovalRequest(erp: Erp, asked: Asked): Promise<Said> {
  const { kind, number, user } = asked;
  const eventId = change(erp, () => askApproval(erp.ledger, { kind, number, actor: { user } }));
  const until = Date.now() + PATIENCE_MILLISECONDS;
  const outcome = await awaitOutcome(erp, { eventId, user, until });
  switch (outcome.kind) {
    case 'queued':
      return { kind: 'note', text: `The approval request is not sent yet. ${QUEUED}` };
    case 'refused':
      return { kind: 'bad', text: `The approval request was refused. ${outcome.reason}` };
    case 'unknown':
      return { kind: 'note', text: 'An approval request has been sent. It is not known yet what comes of it.' };
    case 'handled':
      if (outcome.refusals.length > 0) return { kind: 'bad', text: outcome.refusals.join(' ') };
      return followRuns(erp, asked, { runIds: outcome.runIds, until });
  }
}

/** Cancel Approval Request. @throws RefusedError when nothing is pending. */
export async function cancelApprovalRequest(erp: Erp, asked: Asked): Promise<Said> {
  const { kind, number, user } = asked;
  const eventId = change(erp, () => cancelApproval(erp.ledger, { kind, number, actor: { user } }));
  const until = Date.now() + PATIENCE_MILLISECONDS;
  const outcome = await awaitOutcome(erp, { eventId, user, until });
  switch (outcome.kind) {
    case 'queued':
      return { kind: 'note', text: `The cancellation is not sent yet. ${QUEUED}` };
    case 'refused':
      return { kind: 'bad', text: `The approval request was not cancelled. ${outcome.reason}` };
    case 'unknown':
      return { kind: 'note', text: 'The cancellation has been sent.' };
    case 'handled':
      if (outcome.refusals.length > 0) return { kind: 'bad', text: outcome.refusals.join(' ') };
      if (outcome.deliveredTo.length === 0) return cancelNothing(erp, asked);
      return (await pauseWhilePending(erp, asked, until))
        ? { kind: 'good', text: 'The approval request has been cancelled.' }
        : { kind: 'note', text: 'The cancellation has been sent. The workflow has not answered to it yet.' };
  }
}

/** Waits until the request is there with its approvers, or the run has ended without one. */
async function followRuns(
  erp: Erp,
  asked: Asked,
  { runIds, until }: { runIds: readonly string[]; until: number },
): Promise<Said> {
  const { kind, number, user } = asked;
  while (Date.now() < until && !erp.closing.aborted) {
    const answer = await askApprovalFacts(erp, { user, entity: kind.entity, number });
    if (answer.kind === 'known') {
      const request = answer.facts.requests.find(({ runId }) => runIds.includes(runId));
      const said = request && wordsFor(request);
      if (request?.status === 'approved') await pauseWhilePending(erp, asked, Date.now() + RELEASE_MILLISECONDS);
      if (said) return said;
      const failed = answer.facts.runs.find(({ id, status }) => runIds.includes(id) && status === 'failed');
      if (failed && !request) return { kind: 'bad', text: await whyRunFailed(erp, user, failed.id) };
    }
    await pause(PAUSE_MILLISECONDS);
  }
  return { kind: 'good', text: 'An approval request has been sent.' };
}

/** Undefined while the first approver is not asked yet. */
function wordsFor({ status, entries }: ApprovalRequest): Said | undefined {
  const approvers = entries.filter((entry) => entry.status === 'open').map(({ approverId }) => approverId);
  if (approvers.length > 0) {
    return { kind: 'good', text: `An approval request has been sent to ${approvers.join(' and ')}.` };
  }
  if (status === 'approved') return { kind: 'good', text: 'The approval request was approved automatically.' };
  return status === 'pending' ? undefined : { kind: 'note', text: `The approval request was ${status}.` };
}

const runView = z.object({ error: z.object({ message: z.string() }).optional() });

async function whyRunFailed({ client }: Erp, user: string, runId: string): Promise<string> {
  try {
    const path = `/runs/${encodeURIComponent(runId)}`;
    const run = runView.safeParse((await client.call({ user, path, timeoutMilliseconds: 2_000 })).body);
    return run.data?.error?.message ?? 'The approval workflow failed.';
  } catch (error) {
    if (error instanceof WerkstroomUnreachableError) return 'The approval workflow failed.';
    throw error;
  }
}

/** No run took the cancellation. Where none is at work at all, the ERP opens the order itself, or it would be pending forever. */
async function cancelNothing(erp: Erp, { kind, number, user }: Asked): Promise<Said> {
  const answer = await askApprovalFacts(erp, { entity: kind.entity, number });
  if (answer.kind === 'unavailable') return { kind: 'note', text: 'The cancellation has been sent.' };
  const runs = answer.kind === 'known' ? answer.facts.runs : [];
  const atWork = runs.find(({ status }) => OPEN_RUN.includes(status));
  if (atWork) {
    const text = `Workflow ${atWork.workflow} cannot be cancelled where it stands. Ask the administrator to cancel it.`;
    return { kind: 'bad', text };
  }
  const text = 'Werkstroom has no open approval request for it.';
  if (kind.shape !== 'order') return { kind: 'note', text };
  change(erp, () => reopenOrder(erp.ledger, { kind, number, actor: { user } }));
  return { kind: 'note', text: `${text} The order is open again.` };
}

const OPEN_RUN = ['starting', 'running', 'waiting'];

/** The workflow ends with a command to release or reopen; the person sees the order as it is then. @returns whether it came in time. */
async function pauseWhilePending({ ledger, closing }: Erp, { kind, number }: Asked, until: number): Promise<boolean> {
  const isPending = (): boolean => kind.shape === 'order' && getOrder(ledger, kind, number).body.status === 'In Review';
  while (!closing.aborted && isPending()) {
    if (Date.now() >= until) return false;
    await pause(PAUSE_MILLISECONDS);
  }
  return true;
}
