import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import type { NeededCommand } from '../../shared/domain/workflow/workflow-compiler.ts';

/** What the steps of a definition ask systems of record to do. */
export function neededCommands(definition: WorkflowDefinition, catalogue: ActionCatalogue): readonly NeededCommand[] {
  return [...walkSteps(definition)].flatMap(({ step, pointer }) => {
    const type = 'do' in step ? findAction(catalogue, step.do)?.commandType : undefined;
    return type === undefined ? [] : [{ type, pointer: `${pointer}/do` }];
  });
}
