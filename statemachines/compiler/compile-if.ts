import type { IfStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import type { Place } from './assembly.ts';
import { addChoice } from './choice-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { sourceIn } from './scope.ts';
import { stepTitle } from './step-title.ts';

/** A Choice. Both ways come together at the next step. */
export function compileIf(planned: PlannedStep, step: IfStep, { next, assembly }: Place): void {
  const [whenTrue = [], whenFalse = []] = planned.nested;
  const condition = sourceIn(assembly.scope, expressionText(step.if) ?? step.if);
  const ways = [{ condition, next: assembly.entryOfList(whenTrue, next) }];
  const title = stepTitle(step, assembly.target.catalogue);
  addChoice(planned, { title, kind: 'if', ways, otherwise: assembly.entryOfList(whenFalse, next) }, assembly);
  for (const list of planned.nested) assembly.compileList(list, next);
}
