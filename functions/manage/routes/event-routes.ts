import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import type { Rejection } from '../../../shared/domain/event/rejection.ts';
import { type RouteHandlers, refuse, refuseAmbiguous, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { getEvent } from '../../../shared/usecases/get-event.ts';
import { listEvents } from '../../../shared/usecases/list-events.ts';
import { rejectionsFor } from '../../../shared/usecases/rejections-for.ts';
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
      if (result.kind === 'not-found') {
        const rejections = await rejectionsFor(ports, question);
        return rejections.length > 0 ? refuseRejected(params.id, rejections) : refuseNotFound();
      }
      if (result.kind === 'ambiguous') return refuseAmbiguous(result.sources);
      const considered = query.explain === 'true' ? await explained(ports, result.stored) : undefined;
      return { status: 200, body: { ...eventView(ports, result.stored), ...(considered && { considered }) } };
    },
  };
}

/** Loaded by who asks for it. */
async function explained(ports: ManagePorts, stored: StoredEvent) {
  const { explainEvent } = await import('../../../shared/usecases/explain-event.ts');
  return explainEvent(ports, stored);
}

function refuseRejected(id: string, rejections: readonly Rejection[]) {
  const [newest] = rejections;
  const detail = `${id} never came in. A delivery of ${newest?.source} was refused at ${newest?.rejectedAt}: ${newest?.reason}`;
  const told = rejections.map(({ source, rejectedAt, signed, reason, errors }) => ({
    source,
    rejectedAt,
    signed,
    reason,
    ...(errors && { errors }),
  }));
  return refuse(404, 'event-rejected', { detail, rejections: told });
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
    refusals: (plan?.refusals ?? []).map(({ workflow, reason }) => ({ ...(workflow && { workflow }), reason })),
  };
}
