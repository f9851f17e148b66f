import { workflowView } from '../../../shared/contracts/api/workflow-view.ts';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import { FIELD_CATALOGUE } from '../../../shared/domain/field-catalogue/field-catalogue.ts';
import { type RouteHandlers, refuse, refuseAmbiguous, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { archiveWorkflow } from '../../../shared/usecases/archive-workflow.ts';
import { checkDefinition } from '../../../shared/usecases/check-definition.ts';
import { compareVersions } from '../../../shared/usecases/compare-versions.ts';
import { copyWorkflow } from '../../../shared/usecases/copy-workflow.ts';
import { getEvent } from '../../../shared/usecases/get-event.ts';
import { getWorkflow } from '../../../shared/usecases/get-workflow.ts';
import { inventedEvent } from '../../../shared/usecases/invented-event.ts';
import { rollBackWorkflow } from '../../../shared/usecases/roll-back-workflow.ts';
import type { SimulateResult } from '../../../shared/usecases/simulate-workflow.ts';
import { refuseUnknownWorkflow } from '../../refuse-unknown-workflow.ts';
import type { ManagePorts } from '../manage-ports.ts';
import type { LIFE_OPERATIONS } from './lazy-operations.ts';
import { workflowAsItIs } from './workflow-as-it-is.ts';
import { refuseInvalid } from './workflow-refusals.ts';

type LifeOperation = (typeof LIFE_OPERATIONS)[number];

const DEFAULT_BACKTEST_EVENTS = 200;

/** Copies, versions and simulations of workflows. */
export function workflowLifeRoutes(ports: ManagePorts): RouteHandlers<LifeOperation> {
  return {
    async copyWorkflow({ company, params, body, caller }) {
      const to = body.code === undefined ? {} : { to: body.code };
      const result = await copyWorkflow(ports, { company, code: params.code, ...to, actor: actorOf(caller) });
      if (result.kind === 'not-found') return refuseUnknownWorkflow(params.code);
      if (result.kind === 'code-taken') {
        return refuse(409, 'code-taken', { detail: `There is a workflow or a template ${result.code} already.` });
      }
      const found = await getWorkflow(ports, { company, code: result.workflow.code });
      return { status: 201, body: workflowView(result.workflow, found?.problems ?? []) };
    },
    async archiveWorkflow({ company, params, body, caller }) {
      const { archived } = body;
      const result = await archiveWorkflow(ports, { company, code: params.code, archived, actor: actorOf(caller) });
      if (result.kind === 'not-found') return refuseUnknownWorkflow(params.code);
      if (result.kind === 'enabled') {
        return refuse(409, 'enabled', { detail: `${params.code} is enabled. Disable it first.` });
      }
      const found = await getWorkflow(ports, { company, code: params.code });
      return { status: 200, body: workflowView(result.workflow, found?.problems ?? []) };
    },
    async getWorkflowVersion({ company, params, query }) {
      const version = Number(params.version);
      if (!Number.isSafeInteger(version) || version < 1) return refuseNotFound();
      const since = query.since === undefined ? undefined : Number(query.since);
      const compared = await compareVersions(ports, { company, code: params.code, version, since });
      if (!compared) return refuseNotFound();
      const { version: published, comparedWith, changes } = compared;
      return { status: 200, body: { ...published, comparedWith, changes } };
    },
    async rollBackWorkflow({ company, params, body, caller }) {
      const { version } = body;
      const result = await rollBackWorkflow(ports, { company, code: params.code, version, actor: actorOf(caller) });
      if (result.kind === 'saved') return { status: 200, body: await workflowAsItIs(ports, result) };
      return result.kind === 'not-found' ? refuseNotFound() : refuseInvalid(result.problems);
    },
    async listFieldCatalogues() {
      return { status: 200, body: { items: FIELD_CATALOGUE } };
    },
    async checkWorkflow({ company, body }) {
      const { problems } = await checkDefinition(ports, company, body.definition);
      return { status: 200, body: { problems } };
    },
    async simulateWorkflow({ company, params, body, caller }) {
      const { simulationStubs } = await import('../../../shared/connectors/simulation-stubs.ts');
      const { backtestWorkflow, simulateWorkflow } = await import('../../../shared/usecases/simulate-workflow.ts');
      const stubs = simulationStubs(ports);
      const { event, eventId, source, since, until, cursor, limit = DEFAULT_BACKTEST_EVENTS } = body;
      const { code } = params;
      const given = { ...(body.inputs && { inputs: body.inputs }), ...(body.choices && { choices: body.choices }) };
      if (since !== undefined) {
        const page = { limit, ...(cursor !== undefined && { cursor }) };
        const period = { since: instantText(since), until: instantText(until ?? ports.clock.now()) };
        return answerOf(await backtestWorkflow(ports, { company, code, ...period, ...given, page }, stubs));
      }
      if (eventId === undefined) {
        const stored = await inventedEvent(ports, { company, code, event: event ?? { record: { fields: {} } } });
        if (!stored) return refuseNotFound();
        return answerOf(await simulateWorkflow(ports, { company, code, stored, ...given }, stubs));
      }
      const found = await getEvent(ports, { caller, id: eventId, ...(source !== undefined && { source }) });
      if (found.kind === 'not-found') return refuseNotFound();
      if (found.kind === 'ambiguous') return refuseAmbiguous(found.sources);
      return answerOf(await simulateWorkflow(ports, { company, code, stored: found.stored, ...given }, stubs));
    },
  };
}

/** Any way to write an instant, as we keep them. */
function instantText(when: string | number): string {
  return new Date(when).toISOString();
}

function answerOf(result: SimulateResult<object>) {
  if (result.kind === 'not-found') return refuseNotFound();
  if (result.kind === 'invalid') return refuseInvalid(result.problems);
  if (result.kind === 'bad-choices') {
    const errors = result.faults.map(({ pointer, detail }) => ({ pointer: `/choices${pointer}`, detail }));
    return refuse(400, 'invalid-request', { detail: 'See "errors".', errors });
  }
  const simulation = JSON.parse(JSON.stringify(result.answer));
  return { status: 200 as const, body: { problems: result.problems, simulation } };
}
