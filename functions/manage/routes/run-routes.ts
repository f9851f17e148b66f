import { actorOf } from '../../../shared/domain/company/caller.ts';
import type { RunStory } from '../../../shared/domain/run/story.ts';
import { type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { cancelRun } from '../../../shared/usecases/cancel-run.ts';
import { getRun } from '../../../shared/usecases/get-run.ts';
import { type ListedRun, listRuns } from '../../../shared/usecases/list-runs.ts';
import { signalRun } from '../../../shared/usecases/signal-run.ts';
import { tellRun } from '../../../shared/usecases/tell-run.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { runUrl } from './addresses.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

type RunOperation = 'listRuns' | 'getRun' | 'cancelRun' | 'retryRun' | 'resubmitRun' | 'signalRun';

/** Runs: their lists, their stories, and what can be done about them. */
export function runRoutes(ports: ManagePorts): RouteHandlers<RunOperation> {
  const listed = ({ run, status }: ListedRun) => ({ ...run, status, url: runUrl(ports.settings, run) });
  const told = (company: string, story: RunStory) => ({
    status: 202 as const,
    body: { ...story, url: runUrl(ports.settings, { company, id: story.id }) },
  });
  return {
    async listRuns({ caller, query }) {
      const { workflow, status, record } = query;
      const filter = {
        ...(workflow !== undefined && { workflow }),
        ...(status !== undefined && { status }),
        ...(record !== undefined && { record }),
      };
      return pageAnswer(await listRuns(ports, { caller, filter }, pageRequest(query)), listed);
    },
    async getRun({ caller, params }) {
      const story = await getRun(ports, caller, params.id);
      return story ? { status: 200, body: story } : refuseNotFound();
    },
    async cancelRun({ company, params, caller }) {
      const result = await cancelRun(ports, { company, runId: params.id, actor: actorOf(caller) });
      if (result.kind === 'ended') {
        return refuse(409, 'run-ended', { detail: `Run ${params.id} has ended: ${result.status}.` });
      }
      const story = result.kind === 'cancelled' ? await tellRun(ports, { company, runId: params.id }) : undefined;
      return story ? told(company, story) : refuseNotFound();
    },
    async signalRun({ company, params, body, caller }) {
      const { event, fields } = body;
      if (!(await getRun(ports, caller, params.id))) return refuseNotFound();
      const actor = actorOf(caller);
      const result = await signalRun(ports, { company, runId: params.id, event, fields, actor });
      switch (result.kind) {
        case 'accepted':
          return { status: 202, body: { eventId: result.eventId } };
        case 'not-found':
          return refuseNotFound();
        case 'ended':
          return refuse(409, 'run-ended', { detail: `Run ${params.id} has ended: ${result.status}.` });
        case 'not-a-signal':
          return refuse(422, 'not-a-signal', {
            errors: [{ pointer: '/event', detail: `${event} is no event of an entity of your own.` }],
          });
        case 'not-listening':
          return refuse(409, 'not-listening', {
            detail: `Run ${params.id} waits for none such. It listens to: ${result.listensTo.join(', ') || 'nothing from outside'}.`,
          });
      }
    },
    async resubmitRun({ company, params, caller }) {
      const { resubmitRun } = await import('../../../shared/usecases/resubmit-run.ts');
      const result = await resubmitRun(ports, { company, runId: params.id, actor: actorOf(caller) });
      switch (result.kind) {
        case 'resubmitted':
          return {
            status: 202,
            body: { id: result.runId, url: runUrl(ports.settings, { company, id: result.runId }) },
          };
        case 'not-found':
          return refuseNotFound();
        case 'still-open':
          return refuse(409, 'run-open', {
            detail: `Run ${params.id} has not ended. Cancel it first, or wait for its end.`,
          });
        case 'approval':
          return refuse(409, 'approval', {
            detail: 'An approval is not resubmitted. Send its record for approval again.',
          });
        case 'not-enabled':
          return refuse(409, 'not-enabled', { detail: `The workflow of run ${params.id} is not enabled any more.` });
      }
    },
    async retryRun({ company, params, caller }) {
      const { retryRun } = await import('../../../shared/usecases/retry-run.ts');
      const result = await retryRun(ports, { company, runId: params.id, actor: actorOf(caller) });
      if (result.kind === 'not-parked') {
        const detail = `Run ${params.id} neither failed nor stands still because of a refused command; it is ${result.status}.`;
        return refuse(409, 'not-parked', { detail });
      }
      if (result.kind === 'can-not-go-on') {
        return refuse(409, 'can-not-go-on', {
          detail: `Run ${params.id} can not go on from where it failed. ${result.reason}`,
        });
      }
      const story = result.kind === 'retried' ? await tellRun(ports, { company, runId: params.id }) : undefined;
      return story ? told(company, story) : refuseNotFound();
    },
  };
}
