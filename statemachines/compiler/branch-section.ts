import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { findAction } from '../../shared/domain/workflow/catalogue.ts';
import { expressionText } from '../../shared/domain/workflow/expression-text.ts';
import { isSeparate } from '../../shared/domain/workflow/walk-steps.ts';
import type { Section } from './asl.ts';
import type { Assembly, CompileTarget } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { hasRounds } from './going-back.ts';
import { isTried } from './guarded.ts';
import { ROUNDS_IN_BRANCH } from './history-events.ts';
import { stepsOfCall } from './join-steps.ts';
import type { PlannedStep } from './plan-steps.ts';
import { branchVariables, innerScope, valueIn } from './scope.ts';
import { fitted } from './state-names.ts';

/** One branch of a step with branches of its own. */
export interface BranchPlan {
  readonly planned: PlannedStep;
  readonly title: string;
  readonly list: readonly PlannedStep[];
  /** An expression for which of its siblings it is. */
  readonly item: string;
  /** More that the branch starts with. */
  readonly variables?: JsonObject;
  readonly result?: Json | undefined;
}

/** The states of a branch: a first one that sets up its variables, its steps, and a last one that gives its result. */
export function branchSection(branch: BranchPlan, outer: Assembly): Section {
  const { planned, title, list, item, variables, result } = branch;
  const scope = innerScope(outer.scope, {
    takesEvents: takesEvents(list, outer.target),
    tried: isTried(outer),
  });
  const begin = outer.newName(fitted('', title, ': begin'));
  const end = outer.newName(fitted('', title, ': end'));
  const rounds = hasRounds(list, outer.goesBack) ? { [scope.names.rounds]: ROUNDS_IN_BRANCH } : {};
  return outer.section(scope, (assembly) => {
    assembly.add(
      begin,
      {
        Type: 'Pass',
        Assign: { ...variables, ...branchVariables(outer.scope, scope, item), ...rounds },
        Output: NO_OUTPUT,
        Next: assembly.entryOfList(list, end),
      },
      { step: planned.id, kind: 'start', title },
    );
    assembly.compileList(list, end);
    assembly.add(
      end,
      { Type: 'Succeed', Output: result === undefined ? NO_OUTPUT : outputOf(valueIn(scope, result)) },
      { step: planned.id, kind: 'done', title },
    );
    return begin;
  });
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
