import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import { type RouteHandlers, refuseAmbiguous, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { explainEvent } from '../../../shared/usecases/explain-event.ts';
import { getEvent } from '../../../shared/usecases/get-event.ts';
import { listEvents } from '../../../shared/usecases/list-events.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { runUrl } from './addresses.ts';
import { pageAnswer, pageRequest } from './page-request.ts';

/** Events: the log, and why something started or did not. */
export function eventRoutes(ports: ManagePorts): RouteHandlers<'listEvents' | 'getEvent'> {
  return {
    async listEvents({ company, query }) {
      const { source, record } = query;
      const filter = { ...(source !== undefined && { source }), ...(record !== undefined && { record }) };
      return pageAnswer(await listEvents(ports, { company, filter }, pageRequest(query)), eventSummary);
    },
    async getEvent({ caller, params, query }) {
      const { source } = query;
      const question = { caller, id: params.id, ...(source !== undefined && { source }) };
      const result = await getEvent(ports, question);
      if (result.kind === 'not-found') return refuseNotFound();
      if (result.kind === 'ambiguous') return refuseAmbiguous(result.sources);
      const considered = query.explain === 'true' ? await explainEvent(ports, result.stored) : undefined;
      return { status: 200, body: { ...eventView(ports, result.stored), ...(considered && { considered }) } };
    },
  };
}

function eventSummary({ event, status }: StoredEvent) {
  return { ...event, status };
}

function eventView(ports: Pick<ManagePorts, 'settings'>, stored: StoredEvent) {
  const { event, plan, ...rest } = stored;
  const { company } = event;
  const starts = plan?.starts ?? [];
  return {
    ...rest,
    ...event,
    runs: starts.map(({ runId, workflow }) => ({
      id: runId,
      workflow,
      url: runUrl(ports.settings, { company, id: runId }),
    })),
    deliveredTo: (plan?.deliveries ?? []).map(({ runId }) => runId),
    refusals: plan?.refusals ?? [],
  };
}
