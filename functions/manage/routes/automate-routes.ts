import { personOf, type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { awaitResponse } from '../../../shared/usecases/await-response.ts';
import { listInstantFlows } from '../../../shared/usecases/list-instant-flows.ts';
import { checkInputs } from '../lazy-check-inputs.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { runUrl } from './addresses.ts';

/** API Gateway gives up after 30 seconds. */
const LONGEST_WAIT_SECONDS = 25;

/** Automate: instant flows on the records that a user has before them. */
export function automateRoutes(ports: ManagePorts): RouteHandlers<'listInstantFlows' | 'startInstantFlow'> {
  return {
    async listInstantFlows({ company, query }) {
      const { entity, view } = query;
      const items = await listInstantFlows(ports, { company, entity, ...(view !== undefined && { view }) });
      return { status: 200, body: { items } };
    },
    async startInstantFlow({ company, params, body, caller, idempotencyKey, waitSeconds }) {
      const records = body.records ?? (body.record ? [body.record] : []);
      const own = caller.sourceId;
      if (own !== undefined && records.some(({ source }) => source !== undefined && source !== own))
        return refuseNotFound();
      const start = {
        company,
        code: params.code,
        records: records.map((record) => ({ ...record, ...(own !== undefined && { source: own }) })),
        inputs: body.inputs,
        user: personOf(caller),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      };
      const { startInstantFlow } = await import('../../../shared/usecases/start-instant-flow.ts');
      const result = await startInstantFlow(ports, start, checkInputs);
      switch (result.kind) {
        case 'unknown-flow':
          return refuseNotFound();
        case 'unknown-source':
          return refuse(409, 'ambiguous', { detail: result.detail });
        case 'invalid-inputs':
          return refuse(422, 'invalid-inputs', {
            detail: 'The inputs do not fit the flow: see "errors".',
            errors: result.errors.map(({ pointer, detail }) => ({ pointer: `/inputs${pointer}`, detail })),
          });
        case 'started':
          return answerOf(ports, { company, runIds: result.runs.map(({ id }) => id), waitSeconds });
      }
    },
  };
}

/** At once with the runs, or after a while with what the flow has answered. */
async function answerOf(
  ports: ManagePorts,
  started: { company: string; runIds: readonly string[]; waitSeconds: number | undefined },
) {
  const { company, runIds } = started;
  const refOf = (id: string) => ({ id, url: runUrl(ports.settings, { company, id }) });
  const seconds = Math.min(started.waitSeconds ?? 0, LONGEST_WAIT_SECONDS);
  const runs = seconds > 0 ? await awaitResponse(ports, { company, runIds, seconds }) : undefined;
  if (!runs) return { status: 202 as const, body: { runs: runIds.map(refOf) } };
  const answered = runs.map(({ id, status, response }) => ({ ...refOf(id), status, ...(response && { response }) }));
  const first = runs[0]?.response;
  return {
    status: 200 as const,
    headers: { 'preference-applied': `wait=${seconds}` },
    body: { runs: answered, ...(first && { response: first }) },
  };
}
