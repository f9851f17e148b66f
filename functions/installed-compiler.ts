import type { WorkflowCompiler } from '../shared/domain/workflow/workflow-compiler.ts';
import type { BoundCompiler } from '../statemachines/bind-compiler.ts';

/**
 * The compiler of this installation, loaded with the first definition that is looked at: it brings JSONata, JSON Schema and cron along, a third
 * of a megabyte that most calls have no use for.
 *
 * @param functions the functions that compiled machines call.
 */
export function installedCompiler(functions: {
  readonly runAction: string;
  readonly awaitEvent: string;
}): WorkflowCompiler {
  let opened: Promise<BoundCompiler> | undefined;
  const open = (): Promise<BoundCompiler> => {
    opened ??= openCompiler(functions);
    return opened;
  };
  return {
    validate: async (definition, declaredEvents) => (await open()).validate(definition, declaredEvents),
    compile: async (definition) => (await open()).compile(definition),
    commands: async (definition) => (await open()).commands(definition),
    sharedCalls: async (definition) => (await open()).sharedCalls(definition),
  };
}

async function openCompiler(functions: {
  readonly runAction: string;
  readonly awaitEvent: string;
}): Promise<BoundCompiler> {
  const { actionCatalogue } = await import('../shared/connectors/registry.ts');
  const { bindCompiler } = await import('../statemachines/bind-compiler.ts');
  return bindCompiler({ catalogue: actionCatalogue(), functions });
}
