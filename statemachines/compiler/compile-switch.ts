import type { CaseValue, SwitchStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import type { Place } from './assembly.ts';
import { addChoice } from './choice-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { sourceIn } from './scope.ts';
import { stepTitle } from './step-title.ts';

/** A Choice with one way for each case. No value at all is in no case. */
export function compileSwitch(planned: PlannedStep, step: SwitchStep, { next, assembly }: Place): void {
  const value = sourceIn(assembly.scope, expressionText(step.switch) ?? step.switch);
  const ways = step.cases.map(({ is }, index) => ({
    condition: `(${value}) in ${JSON.stringify(valuesOf(is))}`,
    next: assembly.entryOfList(planned.nested[index] ?? [], next),
  }));
  const otherwise = step.else ? assembly.entryOfList(planned.nested.at(-1) ?? [], next) : next;
  const title = stepTitle(step, assembly.target.catalogue);
  addChoice(planned, { title, kind: 'switch', ways, otherwise }, assembly);
  for (const list of planned.nested) assembly.compileList(list, next);
}

function valuesOf(is: CaseValue | readonly CaseValue[]): readonly CaseValue[] {
  return typeof is === 'object' && is !== null ? is : [is];
}
