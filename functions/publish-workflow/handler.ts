import type { OperationOf } from '../../shared/contracts/api/routes.ts';
import { workflowView } from '../../shared/contracts/api/workflow-view.ts';
import { actorOf } from '../../shared/domain/company/caller.ts';
import type { WorkflowCompiler } from '../../shared/domain/workflow/workflow-compiler.ts';
import { type RouteHandlers, refuse } from '../../shared/middleware/api-request.ts';
import { serveApi } from '../../shared/middleware/serve-api.ts';
import type { Ports, Settings } from '../../shared/ports/ports.ts';
import { checkDefinition } from '../../shared/usecases/check-definition.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { enableWorkflow } from '../../shared/usecases/enable-workflow.ts';
import { identifyCaller } from '../../shared/usecases/identify-caller.ts';
import { rememberAnswers } from '../../shared/usecases/remember-answers.ts';
import { installedCompiler } from '../installed-compiler.ts';
import { refuseUnknownWorkflow } from '../refuse-unknown-workflow.ts';

export type PublishDependencies = Pick<Ports, 'store' | 'machines' | 'clock' | 'ids' | 'log'> & {
  readonly settings: Settings;
};

/** Enables and disables workflows: the only function that may create and publish state machines. */
export function makeHandler(dependencies: PublishDependencies) {
  const ports = { ...dependencies, compiler: installedCompiler(dependencies.settings.functionNames) };
  return serveApi({
    handlers: handlersOf(ports),
    identify: (bearer) => identifyCaller(ports, bearer),
    memory: rememberAnswers(ports),
    log: ports.log,
    clock: ports.clock,
  });
}

function handlersOf(
  ports: PublishDependencies & { compiler: WorkflowCompiler },
): RouteHandlers<OperationOf<'publish-workflow'>> {
  return {
    async enableWorkflow({ company, params, caller }) {
      const result = await enableWorkflow(ports, { company, code: params.code, actor: actorOf(caller) });
      switch (result.kind) {
        case 'enabled':
          return { status: 200, body: workflowView(result.workflow, result.problems) };
        case 'not-found':
          return refuseUnknownWorkflow(params.code);
        case 'invalid':
          return refuse(422, 'invalid-workflow', {
            detail: `${params.code} has errors and can not be enabled: see "problems".`,
            problems: [...result.problems],
          });
      }
    },
    async disableWorkflow({ company, params, caller }) {
      const result = await disableWorkflow(ports, { company, code: params.code, actor: actorOf(caller) });
      if (result.kind === 'not-found') return refuseUnknownWorkflow(params.code);
      const { problems } = await checkDefinition(ports, company, result.workflow.definition);
      return { status: 200, body: workflowView(result.workflow, problems) };
    },
  };
}
