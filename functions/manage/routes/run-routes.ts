import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { getRun } from '../../../shared/usecases/get-run.ts';
import { type ListedRun, listRuns } from '../../../shared/usecases/list-runs.ts';
import { signalRun } from '../../../shared/usecases/signal-run.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { runUrl } from './addresses.ts';
import { pageAnswer, pageRequest } from './page-request.ts';
import { cancelAsAsked, resubmitAsAsked, retryAsAsked } from './run-acts.ts';

type RunOperation = 'listRuns' | 'getRun' | 'cancelRun' | 'retryRun' | 'resubmitRun' | 'signalRun';

/** Runs: their lists, their stories, and what can be done about them. */
export function runRoutes(ports: ManagePorts): RouteHandlers<RunOperation> {
  const listed = ({ run, status }: ListedRun) => ({ ...run, status, url: runUrl(ports.settings, run) });
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
    cancelRun: ({ company, params, caller }) => cancelAsAsked(ports, { company, runId: params.id, caller }),
    retryRun: ({ company, params, caller }) => retryAsAsked(ports, { company, runId: params.id, caller }),
    resubmitRun: ({ company, params, caller }) => resubmitAsAsked(ports, { company, runId: params.id, caller }),
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
  };
}
