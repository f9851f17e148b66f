import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { State } from './asl.ts';
import { type Assembly, CompileError, type CompileTarget } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { compileDo } from './compile-do.ts';
import { compileIf } from './compile-if.ts';
import { compileRespond } from './compile-respond.ts';
import { compileSet } from './compile-set.ts';
import { compileStop } from './compile-stop.ts';
import { compileWhen } from './compile-when.ts';
import { type PlannedStep, planSteps } from './plan-steps.ts';
import { stateNames } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/** All states of a definition, with the step that each belongs to. */
export interface Assembled {
  readonly start: string;
  readonly states: ReadonlyMap<string, State>;
  readonly origins: ReadonlyMap<string, StateOrigin>;
  readonly plan: readonly PlannedStep[];
}

/** Turns the steps into states. Names of the steps' own states are given out first, in the order of the definition. */
export function assemble(definition: WorkflowDefinition, target: CompileTarget): Assembled {
  const plan = planSteps(definition, target.catalogue);
  const states = new Map<string, State>();
  const origins = new Map<string, StateOrigin>();
  const newName = stateNames();
  const start = newName('Start');
  const done = newName('Done');
  const entries = nameEntries(plan, (planned) => newName(stepTitle(planned.step, target.catalogue)));
  const assembly: Assembly = {
    target,
    newName,
    add(name, state, origin) {
      states.set(name, state);
      origins.set(name, origin);
    },
    entryOf: (planned) => entryOf(planned, entries),
    entryOfList: ([first], next) => (first ? entryOf(first, entries) : next),
    compileList(list, next) {
      for (const [index, planned] of list.entries()) {
        compileStep(planned, assembly.entryOfList(list.slice(index + 1), next), assembly);
      }
    },
  };
  assembly.add(start, startState(assembly.entryOfList(plan, done)), { step: 'start', kind: 'start', title: start });
  assembly.compileList(plan, done);
  assembly.add(done, { Type: 'Succeed' }, { step: 'done', kind: 'done', title: done });
  return { start, states, origins, plan };
}

function compileStep(planned: PlannedStep, next: string, assembly: Assembly): void {
  const { step } = planned;
  if ('do' in step) compileDo(planned, step, { next, assembly });
  else if ('when' in step) compileWhen(planned, step, { next, assembly });
  else if ('set' in step) compileSet(planned, step, { next, assembly });
  else if ('if' in step) compileIf(planned, step, { next, assembly });
  else if ('respond' in step) compileRespond(planned, step, { next, assembly });
  else if ('stop' in step) compileStop(planned, step, assembly);
}

function startState(next: string): State {
  return {
    Type: 'Pass',
    Comment: 'Puts what the run starts with into variables',
    Assign: {
      run: '{% $states.input.run %}',
      event: '{% $states.input.event %}',
      record: '{% $states.input.record %}',
      inputs: '{% $states.input.inputs %}',
      visit: 0,
    },
    Output: NO_OUTPUT,
    Next: next,
  };
}

/** The names of first states by step id. A `goto` has no state. */
function nameEntries(plan: readonly PlannedStep[], nameOf: (planned: PlannedStep) => string): Map<string, string> {
  const entries = new Map<string, string>();
  const visit = (planned: PlannedStep): void => {
    if (!('goto' in planned.step)) entries.set(planned.id, nameOf(planned));
    planned.nested.flat().forEach(visit);
  };
  plan.forEach(visit);
  return entries;
}

function entryOf({ step, id, pointer }: PlannedStep, entries: ReadonlyMap<string, string>): string {
  const wanted = 'goto' in step ? step.goto : id;
  const entry = entries.get(wanted);
  if (!entry) throw new CompileError(`${pointer}: there is no step ${wanted} to go to.`);
  return entry;
}
