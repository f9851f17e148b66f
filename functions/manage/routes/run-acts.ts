import { actorOf, type Caller } from '../../../shared/domain/company/caller.ts';
import type { RunStory } from '../../../shared/domain/run/story.ts';
import { refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { tellRun } from '../../../shared/usecases/tell-run.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { runUrl } from './addresses.ts';

/** Which run somebody wants something of. */
interface AskedRun {
  readonly company: string;
  readonly runId: string;
  readonly caller: Caller;
}

/** Cancels a run as somebody asked through the API. */
export async function cancelAsAsked(ports: ManagePorts, { company, runId, caller }: AskedRun) {
  const { cancelRun } = await import('../../../shared/usecases/cancel-run.ts');
  const result = await cancelRun(ports, { company, runId, actor: actorOf(caller) });
  if (result.kind === 'ended') {
    return refuse(409, 'run-ended', { detail: `Run ${runId} has ended: ${result.status}.` });
  }
  const story = result.kind === 'cancelled' ? await tellRun(ports, { company, runId }) : undefined;
  return story ? told(ports, company, story) : refuseNotFound();
}

/** Lets a run go on as somebody asked through the API. */
export async function retryAsAsked(ports: ManagePorts, { company, runId, caller }: AskedRun) {
  const { retryRun } = await import('../../../shared/usecases/retry-run.ts');
  const result = await retryRun(ports, { company, runId, actor: actorOf(caller) });
  if (result.kind === 'not-parked') {
    const detail = `Run ${runId} neither failed nor stands still because of a refused command; it is ${result.status}.`;
    return refuse(409, 'not-parked', { detail });
  }
  if (result.kind === 'can-not-go-on') {
    return refuse(409, 'can-not-go-on', {
      detail: `Run ${runId} can not go on from where it failed. ${result.reason}`,
    });
  }
  const story = result.kind === 'retried' ? await tellRun(ports, { company, runId }) : undefined;
  return story ? told(ports, company, story) : refuseNotFound();
}

/** Starts the workflow of a run again as somebody asked through the API. */
export async function resubmitAsAsked(ports: ManagePorts, { company, runId, caller }: AskedRun) {
  const { resubmitRun } = await import('../../../shared/usecases/resubmit-run.ts');
  const result = await resubmitRun(ports, { company, runId, actor: actorOf(caller) });
  switch (result.kind) {
    case 'resubmitted': {
      const { runId: id } = result;
      return { status: 202 as const, body: { id, url: runUrl(ports.settings, { company, id }) } };
    }
    case 'not-found':
      return refuseNotFound();
    case 'still-open':
      return refuse(409, 'run-open', { detail: `Run ${runId} has not ended. Cancel it first, or wait for its end.` });
    case 'approval':
      return refuse(409, 'approval', {
        detail: 'An approval is not resubmitted. Send its record for approval again.',
      });
    case 'not-enabled':
      return refuse(409, 'not-enabled', { detail: `The workflow of run ${runId} is not enabled any more.` });
  }
}

function told({ settings }: ManagePorts, company: string, story: RunStory) {
  return { status: 202 as const, body: { ...story, url: runUrl(settings, { company, id: story.id }) } };
}
