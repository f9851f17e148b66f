import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { Catcher } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { stopErrors } from './compile-stop.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';

// Where the name of a failure counts around a part of the run, the part succeeds and tells it: what Step Functions tells of an execution that failed can
// be cut off.

/** The errors that a part of this step tells. @param tried something around the step catches what fails in it. */
export function errorsTold(planned: PlannedStep, tried: boolean): readonly string[] {
  return tried ? ['States.ALL'] : stopErrors(planned);
}

/** In the part: catches what is told, and ends by telling it. */
export function tellCatchers(
  errors: readonly string[],
  { origin, assembly }: { origin: StateOrigin; assembly: Assembly },
): readonly Catcher[] {
  if (errors.length === 0) return [];
  const name = assembly.newName(fitted('', origin.title, ', a part: say why it ended'));
  const Output = { error: '{% $states.input.Error %}', cause: CAUSE_OR_NOTHING };
  assembly.add(name, { Type: 'Succeed', Output }, origin);
  return [{ ErrorEquals: errors, Next: name }];
}

const CAUSE_OR_NOTHING = "{% $exists($states.input.Cause) ? $states.input.Cause : '' %}";

/** Around the part: fails as the part tells that it failed, else goes on. Answers the state to which the order leads. */
export function afterTelling(
  errors: readonly string[],
  next: string,
  { origin, assembly }: { origin: StateOrigin; assembly: Assembly },
): string {
  if (errors.length === 0) return next;
  const name = (after: string): string => assembly.newName(fitted('', origin.title, after));
  const [ended, failed] = [name(': how did the part end?'), name(': the part did not succeed')];
  const Choices = [{ Condition: '{% $exists($states.input.error) %}', Next: failed }];
  assembly.add(ended, { Type: 'Choice', Choices, Default: next }, origin);
  const failure = { Error: '{% $states.input.error %}', Cause: '{% $states.input.cause %}' };
  assembly.add(failed, { Type: 'Fail', ...failure }, origin);
  return ended;
}
