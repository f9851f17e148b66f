import type { Assembly } from './assembly.ts';
import { guarded } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';

/** A choice between ways. */
interface Choosing {
  readonly title: string;
  /** Of the step, for the run's story. */
  readonly kind: string;
  /** Conditions are JSONata without `{%` and `%}`. */
  readonly ways: readonly { readonly condition: string; readonly next: string }[];
  readonly otherwise: string;
}

/** Adds the Choice of a step. Inside a `try` the conditions are evaluated before it, where a failure can be caught. */
export function addChoice(planned: PlannedStep, choosing: Choosing, assembly: Assembly): void {
  const { title, kind, ways, otherwise } = choosing;
  const origin = { step: planned.id, kind, title };
  const Comment = `${kind} (${planned.pointer})`;
  if (!assembly.guard) {
    const Choices = ways.map(({ condition, next }) => ({ Condition: `{% ${condition} %}`, Next: next }));
    assembly.add(assembly.entryOf(planned), { Type: 'Choice', Comment, Choices, Default: otherwise }, origin);
    return;
  }
  const choice = assembly.newName(fitted('', title, ': which way?'));
  const chosen = { Type: 'Pass', Output: { way: `{% ${numberOfWay(ways)} %}` }, End: true } as const;
  const after = { output: { way: '{% $states.result[0].way %}' }, next: choice };
  assembly.add(assembly.entryOf(planned), guarded({ planned, title, assembly }, chosen, after), origin);
  const Choices = ways.map(({ next }, way) => ({ Condition: `{% $states.input.way = ${way} %}`, Next: next }));
  assembly.add(choice, { Type: 'Choice', Comment, Choices, Default: otherwise }, { ...origin, kind: 'branch' });
}

/** Fails, as a Choice does, where a condition is neither true nor false. */
function numberOfWay(ways: Choosing['ways']): string {
  return ways.reduceRight((otherwise, { condition }, way) => {
    const refused = `$error('The condition is neither true nor false.')`;
    return `($holds := (${condition}); $type($holds) = 'boolean' ? ($holds ? ${way} : ${otherwise}) : ${refused})`;
  }, '-1');
}
