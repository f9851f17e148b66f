import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { isSignal } from '../../shared/domain/event/is-signal.ts';
import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { type ActionCatalogue, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type {
  DoStep,
  ForEachStep,
  Step,
  TaskStep,
  WhenBranch,
  WhenStep,
  WorkflowDefinition,
} from '../../shared/domain/workflow/definition.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { RUN_VARIABLES } from '../../shared/domain/workflow/reserved-names.ts';
import { kindOf } from '../../shared/domain/workflow/step-kind.ts';
import { impliedActions } from '../compiler/implied-actions.ts';
import { checkConditions } from './check-conditions.ts';
import { checkDurations } from './check-durations.ts';
import { checkEvent } from './check-event.ts';
import { checkExpression } from './check-expression.ts';
import { checkCode } from './check-head.ts';
import { checkValues } from './check-values.ts';
import { error, meant } from './found.ts';
import { type Assignment, assignmentsOf, isWithin, scopedSteps } from './step-scopes.ts';

/** What the checks of steps look things up in. */
export interface Surroundings {
  readonly catalogue: ActionCatalogue;
  /** Events that sources declare beyond the closed list. */
  readonly declaredEvents: readonly string[];
}

/** Checks each step on its own: actions and options, events and conditions, durations, expressions. */
export function checkSteps(definition: WorkflowDefinition, surroundings: Surroundings): Problem[] {
  const steps = scopedSteps(definition);
  const assignments = assignmentsOf(steps);
  return steps.flatMap(({ step, pointer, scopes }) => [
    ...checkStep(step, pointer, surroundings),
    ...checkDurations(step, pointer),
    ...checkStepExpressions(step, pointer, (inner = []) => variablesIn([...scopes, ...inner], assignments)),
  ]);
}

function checkStep(step: Step, pointer: string, surroundings: Surroundings): Problem[] {
  if ('do' in step) return checkAction(step, pointer, surroundings.catalogue);
  if ('when' in step) return checkBranches(step, pointer, surroundings);
  if ('task' in step) return [...checkImplied(step, pointer, surroundings.catalogue), ...checkTask(step, pointer)];
  const implied = checkImplied(step, pointer, surroundings.catalogue);
  return 'run' in step ? [...implied, ...checkCode(step.run, `${pointer}/run`)] : implied;
}

/** Some kinds of steps stand on actions that an installation may lack. */
function checkImplied(step: Step, pointer: string, catalogue: ActionCatalogue): Problem[] {
  const missing = impliedActions(step).filter((name) => !findAction(catalogue, name));
  if (missing.length === 0) return [];
  const kind = kindOf(step);
  const message = `This installation has no ${missing.join(' and ')}, which ${kind} stands on.`;
  const hint = 'Install the connector that has them, or say it in other steps.';
  return [error('step-not-available', { pointer: `${pointer}/${kind}`, hint }, message)];
}

function checkTask({ task }: TaskStep, pointer: string): Problem[] {
  if ((task.to === undefined) !== (task.group === undefined)) return [];
  const at = { pointer: `${pointer}/task`, hint: 'Give either "to" or "group".' };
  return [error('nobody-to-do-it', at, 'It must be said who does it, in one way.')];
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
      ...checkKey(branch, place),
      ...checkConditions(branch.where, `${place}/where`, branch.event),
    ];
  });
}

/** Events of built-in entities find runs by Business Central's own relations. */
function checkKey({ event, key }: WhenBranch, pointer: string): Problem[] {
  if (!key || isSignal(canonicalEvent(event))) return [];
  const at = { pointer: `${pointer}/key`, hint: 'Leave out "key", or wait for an event of an entity of your own.' };
  return [error('key-on-built-in-event', at, `${event} finds runs by its record, not by a key.`)];
}

/** Expressions of a step, and of the result of its branches, which sees the variables of the branch. */
function checkStepExpressions(
  step: Step,
  pointer: string,
  variables: (inner?: readonly string[]) => ReadonlySet<string>,
): Problem[] {
  if ('if' in step) return checkExpression(step.if, `${pointer}/if`, variables());
  if ('switch' in step) return checkExpression(step.switch, `${pointer}/switch`, variables());
  if ('forEach' in step) return checkForEach(step, pointer, variables);
  if ('parallel' in step) {
    return step.parallel.flatMap(({ result }, index) =>
      checkValues(result, `${pointer}/parallel/${index}/result`, variables([`${pointer}/parallel/${index}/steps`])),
    );
  }
  return valuesOf(step).flatMap(([member, value]) => checkValues(value, `${pointer}/${member}`, variables()));
}

function checkForEach(
  step: ForEachStep,
  pointer: string,
  variables: (inner?: readonly string[]) => ReadonlySet<string>,
): Problem[] {
  const items =
    typeof step.forEach === 'string'
      ? checkExpression(step.forEach, `${pointer}/forEach`, variables())
      : checkValues([...step.forEach], `${pointer}/forEach`, variables());
  return [...items, ...checkValues(step.result, `${pointer}/result`, variables([`${pointer}/steps`]))];
}

/** The members of a step that may hold expressions at any depth. */
function valuesOf(step: Step): [string, Json | undefined][] {
  if ('do' in step) return [['with', step.with]];
  if ('set' in step) return [['set', step.set]];
  if ('respond' in step) return [['respond', { ...step.respond }]];
  if ('run' in step) return [['inputs', step.inputs]];
  if ('wait' in step) return [['wait', { ...step.wait }]];
  if ('approve' in step) return [['approve', plain(step.approve)]];
  return 'task' in step ? [['task', plain(step.task)]] : [];
}

function plain(options: object): JsonObject {
  return JSON.parse(JSON.stringify(options)) as JsonObject;
}

/** What expressions in a branch may ask for. When in the run a variable gets its value is not looked at. */
function variablesIn(scopes: readonly string[], assignments: readonly Assignment[]): ReadonlySet<string> {
  const visible = assignments.filter((assignment) => isWithin(scopes, assignment.scopes));
  return new Set([...RUN_VARIABLES, ...visible.map(({ name }) => name)]);
}
