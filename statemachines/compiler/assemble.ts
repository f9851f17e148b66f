import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { Section, State } from './asl.ts';
import { type Assembly, CompileError, type CompileTarget, type Guard } from './assembly.ts';
import { NO_OUTPUT } from './call-states.ts';
import { compileStep } from './compile-step.ts';
import { type PlannedStep, planSteps } from './plan-steps.ts';
import { reachableStates } from './reachable-states.ts';
import { OUTERMOST, type Scope } from './scope.ts';
import { stateNames } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/** All states of a definition, with the step that each belongs to. */
export interface Assembled extends Section {
  readonly origins: ReadonlyMap<string, StateOrigin>;
  readonly plan: readonly PlannedStep[];
}

/** Turns the steps into states. Names of the steps' own states are given out first, in the order of the definition. */
export function assemble(definition: WorkflowDefinition, target: CompileTarget): Assembled {
  const plan = planSteps(definition, target.catalogue);
  const origins = new Map<string, StateOrigin>();
  const newName = stateNames();
  const start = newName('Start');
  const done = newName('Done');
  const entries = nameEntries(plan, (planned) => newName(stepTitle(planned.step, target.catalogue)));
  const section = sectionMaker({ target, newName, entries, origins });
  const machine = section(OUTERMOST, (assembly) => {
    assembly.add(start, startState(assembly.entryOfList(plan, done)), { step: 'start', kind: 'start', title: start });
    assembly.compileList(plan, done);
    assembly.add(done, { Type: 'Succeed' }, { step: 'done', kind: 'done', title: done });
    return start;
  });
  return { ...machine, origins, plan };
}

/** What all sections of a machine share. */
interface Common {
  readonly target: CompileTarget;
  readonly newName: (title: string) => string;
  readonly entries: ReadonlyMap<string, string>;
  readonly origins: Map<string, StateOrigin>;
}

function sectionMaker(common: Common): Assembly['section'] {
  const section: Assembly['section'] = (scope, fill) => {
    const states = new Map<string, State>();
    const first = fill(assemblyOf({ ...common, scope, states, section }));
    return { StartAt: first, States: Object.fromEntries(reachableStates(first, states)) };
  };
  return section;
}

function assemblyOf(
  parts: Common & { scope: Scope; states: Map<string, State>; section: Assembly['section']; guard?: Guard },
): Assembly {
  const { target, newName, entries, origins, scope, states, section, guard } = parts;
  const assembly: Assembly = {
    target,
    scope,
    ...(guard && { guard }),
    newName,
    section,
    add(name, state, origin) {
      states.set(name, state);
      origins.set(name, origin);
    },
    entryOf: (planned) => entryOf(planned, entries),
    entryOfList: ([first], next) => (first ? entryOf(first, entries) : next),
    compileList(list, next, innerGuard) {
      const inside = innerGuard ? assemblyOf({ ...parts, guard: innerGuard }) : assembly;
      for (const [index, planned] of list.entries()) {
        compileStep(planned, { next: inside.entryOfList(list.slice(index + 1), next), assembly: inside });
      }
    },
  };
  return assembly;
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

/** The names of first states by step id. A `goto` and a `try` have no state of their own. */
function nameEntries(plan: readonly PlannedStep[], nameOf: (planned: PlannedStep) => string): Map<string, string> {
  const entries = new Map<string, string>();
  const visit = (planned: PlannedStep): void => {
    if (!('goto' in planned.step) && !('try' in planned.step)) entries.set(planned.id, nameOf(planned));
    planned.nested.flat().forEach(visit);
  };
  plan.forEach(visit);
  return entries;
}

function entryOf(planned: PlannedStep, entries: ReadonlyMap<string, string>): string {
  const { step, id, pointer } = planned;
  if ('try' in step) return entryOfTry(planned, entries);
  const wanted = 'goto' in step ? step.goto : id;
  const entry = entries.get(wanted);
  if (!entry) throw new CompileError(`${pointer}: there is no step ${wanted} to go to.`);
  return entry;
}

function entryOfTry({ nested, pointer }: PlannedStep, entries: ReadonlyMap<string, string>): string {
  const first = nested[0]?.[0];
  if (!first) throw new CompileError(`${pointer}: there is nothing to try.`);
  return entryOf(first, entries);
}
