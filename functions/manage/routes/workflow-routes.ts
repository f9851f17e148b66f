import { workflowSummary, workflowView } from '../../../shared/contracts/api/workflow-view.ts';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import type { Problem } from '../../../shared/domain/workflow/problem.ts';
import { type RouteHandlers, refuse, refuseNotFound } from '../../../shared/middleware/api-request.ts';
import { workflowItems } from '../../../shared/repositories/workflow-items.ts';
import { copyTemplate } from '../../../shared/usecases/copy-template.ts';
import { createWorkflow } from '../../../shared/usecases/create-workflow.ts';
import { deleteWorkflow } from '../../../shared/usecases/delete-workflow.ts';
import { compileWorkflow, getWorkflow } from '../../../shared/usecases/get-workflow.ts';
import { listWorkflows, listWorkflowVersions } from '../../../shared/usecases/list-workflows.ts';
import { pauseOf } from '../../../shared/usecases/pause-of.ts';
import { putWorkflow } from '../../../shared/usecases/put-workflow.ts';
import { refuseUnknownWorkflow } from '../../refuse-unknown-workflow.ts';
import type { ManagePorts } from '../manage-ports.ts';
import { runUrl } from './addresses.ts';
import type { WORKFLOW_OPERATIONS } from './lazy-operations.ts';
import { pageAnswer, pageRequest } from './page-request.ts';
import { workflowAsItIs } from './workflow-as-it-is.ts';
import { refuseInvalid } from './workflow-refusals.ts';

type WorkflowOperation = (typeof WORKFLOW_OPERATIONS)[number];

/** Workflows and the templates they are copied from. Enabling is publish-workflow's. */
export function workflowRoutes(ports: ManagePorts): RouteHandlers<WorkflowOperation> {
  const createFromTemplate = async (company: string, template: string, actor: string) => {
    const result = await copyTemplate(ports, { company, template, actor });
    if (result.kind === 'created') return created(result.workflow, []);
    return result.kind === 'unknown-template'
      ? refuse(422, 'unknown-template', {
          errors: [{ pointer: '/template', detail: `There is no template ${template}.` }],
        })
      : refuse(409, 'no-free-number', { detail: `All codes from ${result.stem}-01 to ${result.stem}-99 are taken.` });
  };
  return {
    async listTemplates() {
      return { status: 200, body: { items: await ports.templates() } };
    },
    async listWorkflows({ company, query }) {
      const { items, ...more } = await listWorkflows(ports, company, pageRequest(query));
      const shown = items.map(async (workflow) =>
        workflowSummary(workflow, await pauseOf(ports, { company, workflowId: workflow.id })),
      );
      return { status: 200, body: { items: await Promise.all(shown), ...more } };
    },
    async createWorkflow({ company, body, query, caller }) {
      const actor = actorOf(caller);
      if (body.template !== undefined) return createFromTemplate(company, body.template, actor);
      const draft = query.draft === 'true';
      const { definition, id } = body;
      const result = await createWorkflow(ports, {
        company,
        definition,
        draft,
        actor,
        ...(id !== undefined && { id }),
      });
      if (result.kind === 'created') return created(result.workflow, result.problems);
      return result.kind === 'invalid'
        ? refuseInvalid(result.problems)
        : refuse(409, 'code-taken', { detail: `There is a workflow or a template ${result.code} already.` });
    },
    async getWorkflow({ company, params }) {
      const found = await getWorkflow(ports, { company, code: params.code });
      return found ? { status: 200, body: await workflowAsItIs(ports, found) } : refuseNotFound();
    },
    async putWorkflow({ company, params, body, query, caller }) {
      const { definition } = body;
      const draft = query.draft === 'true';
      const result = await putWorkflow(ports, {
        company,
        code: params.code,
        definition,
        draft,
        actor: actorOf(caller),
      });
      if (result.kind === 'saved') return { status: 200, body: await workflowAsItIs(ports, result) };
      return result.kind === 'not-found' ? refuseUnknownWorkflow(params.code) : refuseInvalid(result.problems);
    },
    async deleteWorkflow({ company, params, caller }) {
      const result = await deleteWorkflow(ports, { company, code: params.code, actor: actorOf(caller) });
      switch (result.kind) {
        case 'deleted':
          return { status: 204, body: null };
        case 'not-found':
          return refuseUnknownWorkflow(params.code);
        case 'enabled':
          return refuse(409, 'enabled', { detail: `${params.code} is enabled. Disable it first.` });
        case 'has-open-runs':
          return refuse(409, 'has-open-runs', {
            detail: `${params.code} has open runs, see "runs". Wait until they have ended, or cancel them.`,
            runs: result.runIds.map((id) => ({ id, url: runUrl(ports.settings, { company, id }) })),
          });
      }
    },
    async getStateMachine({ company, params }) {
      const result = await compileWorkflow(ports, { company, code: params.code });
      if (result.kind === 'not-found') return refuseNotFound();
      if (result.kind === 'invalid') return refuseInvalid(result.problems);
      return { status: 200, body: JSON.parse(result.machine) };
    },
    async listWorkflowVersions({ company, params, query }) {
      const workflow = await workflowItems.get(ports.store, { company, code: params.code });
      if (!workflow) return refuseNotFound();
      const id = { company, workflowId: workflow.value.id };
      return pageAnswer(await listWorkflowVersions(ports, id, pageRequest(query)), (version) => version);
    },
  };
}

function created(workflow: Parameters<typeof workflowView>[0], problems: readonly Problem[]) {
  return { status: 201 as const, body: workflowView(workflow, problems) };
}
