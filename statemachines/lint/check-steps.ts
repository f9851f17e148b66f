import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep, Step, WhenStep, WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import { durationSeconds, MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { RUN_VARIABLES } from '../../shared/domain/workflow/reserved-names.ts';
import { walkSteps } from '../../shared/domain/workflow/walk-steps.ts';
import { checkConditions } from './check-conditions.ts';
import { checkEvent } from './check-event.ts';
import { checkExpression } from './check-expression.ts';
import { checkValues } from './check-values.ts';
import { error, meant } from './found.ts';

/** What the checks of steps look things up in. */
export interface Surroundings {
  readonly catalogue: ActionCatalogue;
  /** Events that sources declare beyond the closed list. */
  readonly declaredEvents: readonly string[];
}

/** Checks each step on its own: actions and options, events and conditions, durations, expressions. */
export function checkSteps(definition: WorkflowDefinition, surroundings: Surroundings): Problem[] {
  const variables = variablesOf(definition);
  return [...walkSteps(definition)].flatMap(({ step, pointer }) => [
    ...checkStep(step, pointer, surroundings),
    ...checkStepExpressions(step, pointer, variables),
  ]);
}

function checkStep(step: Step, pointer: string, surroundings: Surroundings): Problem[] {
  if ('do' in step) return checkAction(step, pointer, surroundings.catalogue);
  if ('when' in step) return [...checkBranches(step, pointer, surroundings), ...checkTimeout(step, pointer)];
  return [];
}

function checkAction(step: DoStep, pointer: string, catalogue: ActionCatalogue): Problem[] {
  const action = findAction(catalogue, step.do);
  if (!action) {
    const names = new Set(Object.values(catalogue.actions).map(({ name }) => name));
    const hint = meant(didYouMean(step.do, names)) ?? `Actions are ${[...names].sort().join(', ')}.`;
    return [error('unknown-action', { pointer: `${pointer}/do`, hint }, `There is no action ${step.do}.`)];
  }
  return action
    .checkOptions(step.with ?? {})
    .map((problem) => ({ ...problem, pointer: `${pointer}/with${problem.pointer}` }));
}

function checkBranches(step: WhenStep, pointer: string, { declaredEvents }: Surroundings): Problem[] {
  if (step.when.length === 0) {
    return [error('no-branches', { pointer: `${pointer}/when`, hint: 'Add an event.' }, 'The step waits for nothing.')];
  }
  return step.when.flatMap((branch, index) => {
    const place = `${pointer}/when/${index}`;
    return [
      ...checkEvent(branch.event, `${place}/event`, declaredEvents),
      ...checkConditions(branch.where, `${place}/where`, branch.event),
    ];
  });
}

function checkTimeout({ timeout }: WhenStep, pointer: string): Problem[] {
  if (!timeout) return [];
  const seconds = durationSeconds(timeout.after);
  if (seconds !== undefined && seconds >= 1 && seconds <= MAX_WAIT_SECONDS) return [];
  const at = { pointer: `${pointer}/timeout/after`, hint: 'Write P30D for 30 days, PT4H for 4 hours.' };
  return [error('bad-duration', at, `"${timeout.after}" is no ISO 8601 duration from 1 second to 1 year.`)];
}

function checkStepExpressions(step: Step, pointer: string, variables: ReadonlySet<string>): Problem[] {
  if ('do' in step) return checkValues(step.with, `${pointer}/with`, variables);
  if ('set' in step) return checkValues(step.set, `${pointer}/set`, variables);
  if ('respond' in step) return checkValues({ ...step.respond }, `${pointer}/respond`, variables);
  return 'if' in step ? checkExpression(step.if, `${pointer}/if`, variables) : [];
}

/** What any expression of the steps may ask for. When in the run a variable gets its value is not looked at. */
function variablesOf(definition: WorkflowDefinition): ReadonlySet<string> {
  const own = [...walkSteps(definition)].flatMap(({ step }) => {
    if ('set' in step) return Object.keys(step.set);
    const hasResult = 'do' in step || 'when' in step || 'respond' in step;
    return hasResult && step.id !== undefined ? [step.id] : [];
  });
  return new Set([...RUN_VARIABLES, ...own]);
}
