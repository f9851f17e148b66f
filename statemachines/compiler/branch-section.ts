import type { Json } from '../../shared/domain/json/json.ts';
import { findAction } from '../../shared/domain/workflow/catalogue.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { isSeparate } from '../../shared/domain/workflow/walk-steps.ts';
import type { Section } from './asl.ts';
import { type Assembly, CompileError, type CompileTarget } from './assembly.ts';
import type { BranchPlan } from './branch-plan.ts';
import { NO_OUTPUT } from './call-states.ts';
import { hasRounds } from './going-back.ts';
import { isTried } from './guarded.ts';
import { AWS_HISTORY, type HistoryBudget, roundsIn } from './history-events.ts';
import { stepsOfCall } from './join-steps.ts';
import type { PlannedStep } from './plan-steps.ts';
import { type BranchScope, branchVariables, innerScope, type Scope, valueIn } from './scope.ts';
import { fitted } from './state-names.ts';

/** The states of a branch: a first one that sets up its variables, its steps, and a last one that gives its result. */
export function branchSection(branch: BranchPlan, outer: Assembly): Section {
  const { planned, title, list, variables } = branch;
  const scope = innerScope(outer.scope, branch, {
    takesEvents: takesEvents(list, outer.target),
    tried: isTried(outer),
  });
  const begin = outer.newName(fitted('', title, ': begin'));
  const section = outer.section(scope, (assembly) => {
    const Next = addBranchSteps(scope, assembly);
    const Assign = { ...variables, ...branchVariables(outer.scope, scope) };
    assembly.add(begin, { Type: 'Pass', Assign, Output: NO_OUTPUT, Next }, { step: planned.id, kind: 'start', title });
    return begin;
  });
  if (!hasRounds(list, outer.goesBack)) return section;
  const { history = AWS_HISTORY } = outer.target;
  return withRounds(section, { scope, events: history.rounds, history });
}

/** The steps of a branch, and a state that gives its result. Answers the first of them. */
export function addBranchSteps(scope: BranchScope, assembly: Assembly): string {
  const { planned, title, list, result } = scope.branch;
  const end = assembly.newName(fitted('', title, ': end'));
  assembly.compileList(list, end);
  const Output = result === undefined ? NO_OUTPUT : outputOf(valueIn(scope, result));
  assembly.add(end, { Type: 'Succeed', Output }, { step: planned.id, kind: 'done', title });
  return assembly.entryOfList(list, end);
}

/** Lets a `goto` lead back as often as fits into so many events, before the branch goes on in another execution. */
export function withRounds(
  section: Section,
  { scope, events, history }: { scope: Scope; events: number; history: HistoryBudget },
): Section {
  const first = section.States[section.StartAt];
  if (first?.Type !== 'Pass') throw new CompileError(`The branch does not begin at ${section.StartAt}.`);
  const Assign = { ...first.Assign, [scope.names.rounds]: roundsIn(events, section, history) };
  return { ...section, States: { ...section.States, [section.StartAt]: { ...first, Assign } } };
}

/** A single value stands as an expression too: not every judge of machines takes one as an output. */
function outputOf(result: Json): Json {
  const isPlain = typeof result === 'string' ? expressionText(result) === undefined : typeof result !== 'object';
  return isPlain || result === null ? `{% ${JSON.stringify(result)} %}` : result;
}

/** True when something in the list, apart from branches of its own, changes the event or the record. */
function takesEvents(list: readonly PlannedStep[], target: CompileTarget): boolean {
  return list.some((planned) => {
    const { step, nested } = planned;
    if ('when' in step || 'approve' in step || 'task' in step) return true;
    if ('do' in step) return stepsOfCall(planned).some((one) => isCommand(one, target));
    return !isSeparate(step) && takesEvents(nested.flat(), target);
  });
}

function isCommand({ step }: PlannedStep, target: CompileTarget): boolean {
  return 'do' in step && findAction(target.catalogue, step.do)?.command === true;
}
