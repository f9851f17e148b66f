import type { WaitStep } from '../../shared/domain/workflow/definition.ts';
import { durationSeconds } from '../../shared/domain/workflow/duration.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import type { WaitState } from './asl.ts';
import { CompileError, type Place } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { guarded } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { type Scope, sourceIn } from './scope.ts';
import { stepTitle } from './step-title.ts';

/** A Wait. Time that is past already does not wait. */
export function compileWait(planned: PlannedStep, step: WaitStep, { next, assembly }: Place): void {
  const title = stepTitle(step, assembly.target.catalogue);
  const origin = { step: planned.id, kind: 'wait', title };
  const time = {
    Type: 'Wait',
    Comment: `wait (${planned.pointer})`,
    ...('for' in step.wait
      ? { Seconds: secondsOf(step.wait.for, planned, assembly.scope) }
      : { Timestamp: timestampOf(step.wait.until, planned, assembly.scope) }),
    Output: NO_OUTPUT,
  } as const satisfies WaitState;
  const state = assembly.guard
    ? guarded({ planned, title, assembly }, { ...time, End: true }, { next })
    : { ...time, Next: next };
  assembly.add(assembly.entryOf(planned), state, origin);
}

/** Step Functions wants whole seconds that are not negative. */
function secondsOf(text: string, { pointer }: PlannedStep, scope: Scope): number | string {
  const expression = expressionText(text);
  if (expression !== undefined) return `{% $max([0, $ceil(${sourceIn(scope, expression)})]) %}`;
  const seconds = durationSeconds(text);
  if (seconds === undefined) throw new CompileError(`${pointer}/wait/for: ${text} is no duration.`);
  return seconds;
}

/** Step Functions wants an instant with its offset; a date is the beginning of its day in UTC. */
function timestampOf(text: string, { pointer }: PlannedStep, scope: Scope): string {
  const expression = expressionText(text);
  if (expression !== undefined) {
    return `{% ($at := (${sourceIn(scope, expression)}); $length($at) = 10 ? $at & 'T00:00:00Z' : $at) %}`;
  }
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new CompileError(`${pointer}/wait/until: ${text} is no date or instant.`);
  return new Date(at).toISOString();
}
