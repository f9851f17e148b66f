import type { ActionCatalogue } from '../../shared/domain/workflow/catalogue.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { checkCombinations } from './check-combinations.ts';
import { checkHead } from './check-head.ts';
import { checkLimits } from './check-limits.ts';
import { checkLoops } from './check-loops.ts';
import { checkNames } from './check-names.ts';
import { checkOptionFields } from './check-option-fields.ts';
import { checkRaces } from './check-races.ts';
import { checkReachability } from './check-reachability.ts';
import { checkRelations } from './check-relations.ts';
import { checkSteps } from './check-steps.ts';
import { checkTrigger } from './check-trigger.ts';

/**
 * Everything that is wrong with a definition whose form is right (see `parseDefinition`), all at once. One without errors can be compiled.
 *
 * @param declaredEvents events that the company's sources declare beyond the closed list.
 */
export function validate(
  definition: WorkflowDefinition,
  catalogue: ActionCatalogue,
  declaredEvents: readonly string[] = [],
): Problem[] {
  return [
    ...checkHead(definition),
    ...checkLimits(definition),
    ...checkTrigger(definition, declaredEvents),
    ...checkNames(definition),
    ...checkSteps(definition, { catalogue, declaredEvents }),
    ...checkReachability(definition),
    ...checkLoops(definition),
    ...checkRaces(definition),
    ...checkRelations(definition, catalogue),
    ...checkOptionFields(definition, catalogue),
    ...checkCombinations(definition, catalogue),
  ];
}
