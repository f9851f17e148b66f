import type { Json } from '../../shared/domain/json/json.ts';
import { type ActionCatalogue, type CataloguedAction, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep } from '../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { isSeparate } from '../../shared/domain/workflow/walk-steps.ts';
import type { PlannedStep } from './plan-steps.ts';

/** So many actions finish well within the time of one call. */
const MOST_IN_ONE_CALL = 8;

/**
 * Puts `do` steps that stand behind each other into one call where nothing needs to stand between them: actions that may share a call, and a
 * command as the last of them. A step that somebody goes to, or that has times or tries of its own begins a new call; so does one whose options
 * have an expression: it may ask for what the step before answered, and when it fails the steps before must have been done. In a `try`, so does
 * one behind a step with a name: when a call fails, nothing that was done in it is answered, and the author can ask for it where the failure leads.
 */
export function joinSteps(plan: readonly PlannedStep[], catalogue: ActionCatalogue): readonly PlannedStep[] {
  const targets = new Set(targetsIn(plan));
  const join = (list: readonly PlannedStep[], tried: boolean): readonly PlannedStep[] => {
    const joined: PlannedStep[] = [];
    for (const one of list) {
      const planned = { ...one, nested: one.nested.map((inner, index) => join(inner, isTriedIn(one, index, tried))) };
      const before = joined.at(-1);
      const mayAsk = tried && before !== undefined && stepsOfCall(before).some(({ named }) => named);
      if (before && !mayAsk && !targets.has(planned.id) && mayJoin(before, planned, catalogue)) {
        joined[joined.length - 1] = { ...before, further: [...(before.further ?? []), planned] };
      } else joined.push(planned);
    }
    return joined;
  };
  return join(plan, false);
}

/** Whether what fails in a list of the step is caught in the same section. */
function isTriedIn({ step }: PlannedStep, list: number, tried: boolean): boolean {
  if ('try' in step) return tried || list === 0;
  return tried && !isSeparate(step);
}

/** The pointers of the steps that are done in the call of the step before them. */
export function sharedCalls(joined: readonly PlannedStep[]): readonly string[] {
  return joined.flatMap(({ further = [], nested }) => [
    ...further.map(({ pointer }) => pointer),
    ...nested.flatMap(sharedCalls),
  ]);
}

/** The ids that a `goto` names. */
function targetsIn(list: readonly PlannedStep[]): readonly string[] {
  return list.flatMap(({ step, nested }) => ('goto' in step ? [step.goto] : targetsIn(nested.flat())));
}

/** The steps of a call, in their order. */
export function stepsOfCall(planned: PlannedStep): readonly PlannedStep[] {
  return [planned, ...(planned.further ?? [])];
}

function mayJoin(before: PlannedStep, planned: PlannedStep, catalogue: ActionCatalogue): boolean {
  const call = stepsOfCall(before);
  const isOpen =
    call.length < MOST_IN_ONE_CALL && call.every((step) => joinable(step, catalogue)?.sharesCall !== undefined);
  const action = joinable(planned, catalogue);
  if (!isOpen || !action || hasExpression((planned.step as DoStep).with ?? {})) return false;
  // What a command does not answer at once is waited for elsewhere, where the answers of the call are gone.
  return action.command ? call.every(({ named }) => !named) : action.sharesCall === 'anywhere';
}

function joinable({ step }: PlannedStep, catalogue: ActionCatalogue): CataloguedAction | undefined {
  if (!('do' in step) || step.retry !== undefined || step.timeout !== undefined) return undefined;
  return findAction(catalogue, step.do);
}

function hasExpression(value: Json): boolean {
  if (typeof value === 'string') return expressionText(value) !== undefined;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}
