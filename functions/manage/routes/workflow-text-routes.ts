import { writeBusinessCentralXml } from '../../../shared/contracts/business-central/write-workflows.ts';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { writeDefinitionText } from '../../../shared/contracts/write-definition-text.ts';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse } from '../../../shared/middleware/api-request.ts';
import { workflowItems } from '../../../shared/repositories/workflow-items.ts';
import { importWorkflowText } from '../../../shared/usecases/import-workflow-text.ts';
import { refuseUnknownWorkflow } from '../../refuse-unknown-workflow.ts';
import type { ManagePorts } from '../manage-ports.ts';
import type { TEXT_OPERATIONS } from './lazy-operations.ts';

/** Workflows as texts. */
export function workflowTextRoutes(ports: ManagePorts): RouteHandlers<(typeof TEXT_OPERATIONS)[number]> {
  return {
    async importWorkflows({ company, body, caller }) {
      const { text, dryRun } = body;
      const items = await importWorkflowText(ports, { company, text, dryRun, actor: actorOf(caller) });
      return { status: 200, body: { items } };
    },
    async exportWorkflow({ company, params, query }) {
      const workflow = await workflowItems.get(ports.store, { company, code: params.code });
      if (!workflow) return refuseUnknownWorkflow(params.code);
      const parsed = parseDefinition(workflow.value.definition);
      if (!('definition' in parsed)) {
        const detail = `${params.code} is a draft without the form of a workflow: see "problems".`;
        return refuse(409, 'no-workflow', { detail, problems: [...parsed.problems] });
      }
      const { format } = query;
      if (format !== 'xml') {
        return { status: 200, body: { text: writeDefinitionText([parsed.definition], format), problems: [] } };
      }
      const { findAction } = await import('../../../shared/connectors/registry.ts');
      const nameOf = (action: string) => findAction(action)?.businessCentralName;
      const { xml, problems } = writeBusinessCentralXml([parsed.definition], nameOf);
      return { status: 200, body: { text: xml, problems } };
    },
  };
}
