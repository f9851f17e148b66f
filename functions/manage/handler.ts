import type { OperationOf } from '../../shared/contracts/api/routes.ts';
import type { WorkflowTemplate } from '../../shared/domain/workflow/workflow-compiler.ts';
import type { RouteHandlers } from '../../shared/middleware/api-request.ts';
import { serveApi } from '../../shared/middleware/serve-api.ts';
import { identifyCaller } from '../../shared/usecases/identify-caller.ts';
import { rememberAnswers } from '../../shared/usecases/remember-answers.ts';
import { installedCompiler } from '../installed-compiler.ts';
import { lazyRoutes } from './lazy-routes.ts';
import type { ManageDependencies, ManagePorts } from './manage-ports.ts';
import { approvalEntryRoutes } from './routes/approval-entry-routes.ts';
import { approvalSetupRoutes } from './routes/approval-setup-routes.ts';
import { approvalUserRoutes } from './routes/approval-user-routes.ts';
import { auditRoutes } from './routes/audit-routes.ts';
import { automateRoutes } from './routes/automate-routes.ts';
import { bulkDecisionRoutes } from './routes/bulk-decision-routes.ts';
import { bulkRunRoutes } from './routes/bulk-run-routes.ts';
import { catalogueRoutes } from './routes/catalogue-routes.ts';
import { deadLetterRoutes } from './routes/dead-letter-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { LIFE_OPERATIONS, TEXT_OPERATIONS, WORKFLOW_OPERATIONS } from './routes/lazy-operations.ts';
import { memberRoutes } from './routes/member-routes.ts';
import { recordRoutes } from './routes/record-routes.ts';
import { runRoutes } from './routes/run-routes.ts';
import { sourceRoutes } from './routes/source-routes.ts';
import { taskRoutes } from './routes/task-routes.ts';
import { userGroupRoutes } from './routes/user-group-routes.ts';

/** The API, apart from enabling and disabling workflows. */
export function makeHandler(dependencies: ManageDependencies) {
  const compiler = installedCompiler(dependencies.settings.functionNames);
  const ports: ManagePorts = { ...dependencies, compiler, templates: shippedTemplates };
  return serveApi({
    handlers: handlersOf(ports),
    identify: (bearer) => identifyCaller(ports, bearer),
    memory: rememberAnswers(ports),
    log: ports.log,
    clock: ports.clock,
  });
}

async function shippedTemplates(): Promise<readonly WorkflowTemplate[]> {
  const { templates } = await import('../../statemachines/templates/templates.ts');
  return templates();
}

function handlersOf(ports: ManagePorts): RouteHandlers<OperationOf<'manage'>> {
  return {
    ...memberRoutes(ports),
    ...approvalUserRoutes(ports),
    ...approvalSetupRoutes(ports),
    ...userGroupRoutes(ports),
    ...sourceRoutes(ports),
    ...lazyRoutes(WORKFLOW_OPERATIONS, async () => {
      const { workflowRoutes } = await import('./routes/workflow-routes.ts');
      return workflowRoutes(ports);
    }),
    ...catalogueRoutes(),
    ...lazyRoutes(LIFE_OPERATIONS, async () => {
      const { workflowLifeRoutes } = await import('./routes/workflow-life-routes.ts');
      return workflowLifeRoutes(ports);
    }),
    ...lazyRoutes(TEXT_OPERATIONS, async () => {
      const { workflowTextRoutes } = await import('./routes/workflow-text-routes.ts');
      return workflowTextRoutes(ports);
    }),
    ...recordRoutes(ports),
    ...approvalEntryRoutes(ports),
    ...bulkDecisionRoutes(ports),
    ...taskRoutes(ports),
    ...automateRoutes(ports),
    ...runRoutes(ports),
    ...bulkRunRoutes(ports),
    ...eventRoutes(ports),
    ...deadLetterRoutes(ports),
    ...auditRoutes(ports),
    async getOpenApi() {
      const { openApiDocument } = await import('../../shared/contracts/api/open-api.ts');
      return { status: 200, body: openApiDocument() };
    },
    async getWorkflowSchema() {
      const { workflowSchema } = await import('../../shared/contracts/workflow-schema.ts');
      const { editorOffers } = await import('../../shared/connectors/editor-offers.ts');
      return { status: 200, body: workflowSchema(editorOffers()) };
    },
  };
}
