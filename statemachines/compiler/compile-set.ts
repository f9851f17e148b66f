import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { SetStep } from '../../shared/domain/workflow/definition.ts';
import type { Place } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { guarded } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { valueIn } from './scope.ts';
import { stepTitle } from './step-title.ts';

/** A Pass of its own, never merged with its neighbours: expressions of one Assign see the values from before it. */
export function compileSet(planned: PlannedStep, step: SetStep, { next, assembly }: Place): void {
  const title = stepTitle(step, assembly.target.catalogue);
  const values = valueIn(assembly.scope, { ...step.set }) as JsonObject;
  const origin = { step: planned.id, kind: 'set', title };
  const Comment = `set (${planned.pointer})`;
  if (!assembly.guard) {
    const plain = { Type: 'Pass', Comment, Assign: values, Output: NO_OUTPUT, Next: next } as const;
    assembly.add(assembly.entryOf(planned), plain, origin);
    return;
  }
  const names = Object.keys(step.set);
  const assign = Object.fromEntries(names.map((name) => [name, `{% $states.result[0].\`${name}\` %}`]));
  const inner = { Type: 'Pass', Comment, Output: values, End: true } as const;
  assembly.add(assembly.entryOf(planned), guarded({ planned, title, assembly }, inner, { assign, next }), origin);
}
