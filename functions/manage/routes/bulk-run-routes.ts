import { type RouteHandlers, refuse } from '../../../shared/middleware/api-request.ts';
import { listRuns } from '../../../shared/usecases/list-runs.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { faultOfOne } from './fault-of-one.ts';
import { pageRequest } from './page-request.ts';
import { cancelAsAsked, resubmitAsAsked, retryAsAsked } from './run-acts.ts';

const ACTS = { cancel: cancelAsAsked, retry: retryAsAsked, resubmit: resubmitAsAsked };

/** What can be done about one run, done about several. */
export function bulkRunRoutes(ports: ManagePorts): RouteHandlers<'actOnRuns'> {
  return {
    async actOnRuns({ company, body, caller }) {
      const { action } = body;
      if (action !== 'resubmit' && !caller.roles.includes('admin')) {
        return refuse(403, 'forbidden', { detail: `Only admins may ${action} runs.` });
      }
      const { ids, next } = 'ids' in body ? { ids: body.ids } : await idsOfPage(body);
      const results = [];
      for (const id of new Set(ids)) {
        const answer = await ACTS[action](ports, { company, runId: id, caller }).catch(
          faultOfOne(ports.log, { company, runId: id, action }),
        );
        results.push(
          'refused' in answer
            ? { id, status: answer.refused.status, detail: answer.refused.detail ?? answer.refused.title }
            : { id, status: answer.status, run: { id: answer.body.id, url: answer.body.url } },
        );
      }
      return { status: 200, body: { results, ...(next !== undefined && { next }) } };

      async function idsOfPage({ filter, ...page }: Extract<typeof body, { filter: unknown }>) {
        const { items, next } = await listRuns(ports, { caller, filter }, pageRequest(page));
        return { ids: items.map(({ run }) => run.id), next };
      }
    },
  };
}
