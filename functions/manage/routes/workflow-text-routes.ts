import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { actorOf } from '../../../shared/domain/company/caller.ts';
import { type RouteHandlers, refuse } from '../../../shared/middleware/api-request.ts';
import { workflowItems } from '../../../shared/repositories/workflow-items.ts';
import { refuseUnknownWorkflow } from '../../refuse-unknown-workflow.ts';
import type { ManagePorts } from '../manage-ports.ts';

/** Workflows as texts. What reads and writes them is loaded by who needs it. */
export function workflowTextRoutes(ports: ManagePorts): RouteHandlers<'importWorkflows' | 'exportWorkflow'> {
  return {
    async importWorkflows({ company, body, caller }) {
      const { importWorkflowText } = await import('../../../shared/usecases/import-workflow-text.ts');
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
        const { writeDefinitionText } = await import('../../../shared/contracts/write-definition-text.ts');
        return { status: 200, body: { text: writeDefinitionText([parsed.definition], format), problems: [] } };
      }
      const { writeBusinessCentralXml } = await import('../../../shared/contracts/business-central/write-workflows.ts');
      const { findAction } = await import('../../../shared/connectors/registry.ts');
      const nameOf = (action: string) => findAction(action)?.businessCentralName;
      const { xml, problems } = writeBusinessCentralXml([parsed.definition], nameOf);
      return { status: 200, body: { text: xml, problems } };
    },
  };
}
