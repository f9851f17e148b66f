import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { isSeparate } from '../../shared/domain/workflow/walk-steps.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import { assignmentsOf, isWithin, scopedSteps } from '../lint/step-scopes.ts';
import type { Section, State } from './asl.ts';
import { type Assembly, CompileError, type CompileTarget, type Guard } from './assembly.ts';
import { compileStep } from './compile-step.ts';
import { type GoingBack, goingBack, hasRounds } from './going-back.ts';
import { AWS_HISTORY, roundsIn } from './history-events.ts';
import { joinSteps } from './join-steps.ts';
import { addLimits } from './limit-states.ts';
import { type PlannedStep, planSteps } from './plan-steps.ts';
import { reachableStates } from './reachable-states.ts';
import { OUTERMOST, type Scope } from './scope.ts';
import { startState } from './start-state.ts';
import { stateNames } from './state-names.ts';
import { plannedTitle } from './step-title.ts';

/** All states of a definition, with the step that each belongs to. */
export interface Assembled extends Section {
  readonly origins: ReadonlyMap<string, StateOrigin>;
  readonly plan: readonly PlannedStep[];
}

/** Turns the steps into states. Names of the steps' own states are given out first, in the order of the definition. */
export function assemble(definition: WorkflowDefinition, target: CompileTarget): Assembled {
  const plan = joinSteps(planSteps(definition, target.catalogue), target.catalogue);
  const origins = new Map<string, StateOrigin>();
  const newName = stateNames();
  const start = newName('Start');
  const done = newName('Done');
  const nameOf = (planned: PlannedStep): string => newName(plannedTitle(planned, target.catalogue));
  const goesBack = goingBack(plan);
  const parts: Parts = new Map();
  const common = {
    target,
    newName,
    nameOf,
    entries: nameEntries(plan, { nameOf, goesBack }),
    origins,
    parts,
    loops: loopsIn(plan),
    goesBack,
    hasRounds: hasRounds(plan, goesBack),
    ...variablesOf(definition),
  };
  const machine = sectionMaker(common)(OUTERMOST, (assembly) => {
    assembly.compileList(plan, done);
    assembly.add(done, { Type: 'Succeed' }, { step: 'done', kind: 'done', title: done });
    const first = addLimits(definition, assembly.entryOfList(plan, done), assembly);
    const rounds = common.hasRounds ? roundsThatFit(assembly) : undefined;
    const entries = [...parts].map(([of, add]) => ({ of, first: add(assembly) }));
    assembly.add(start, startState(first, entries, rounds), { step: 'start', kind: 'start', title: start });
    return start;
  });
  return { ...machine, origins, plan };
}

function variablesOf(definition: WorkflowDefinition): Pick<Assembly, 'knownAt' | 'outermost'> {
  const steps = scopedSteps(definition);
  const assignments = assignmentsOf(steps);
  const scopesAt = new Map(steps.map(({ pointer, scopes }) => [pointer, scopes]));
  return {
    knownAt(pointer) {
      const known = assignments.filter(({ scopes }) => isWithin(scopesAt.get(pointer) ?? [], scopes));
      return [...new Set(known.map(({ name }) => name))].sort();
    },
    outermost: new Set(assignments.filter(({ scopes }) => scopes.length === 1).map(({ name }) => name)),
  };
}

/** The loops that are not in branches of something. */
function loopsIn(plan: readonly PlannedStep[]): number {
  return plan.reduce((sum, { step, nested }) => {
    if (isSeparate(step)) return sum + Number('forEach' in step);
    return sum + loopsIn(nested.flat());
  }, 0);
}

/** How often all steps may be gone through in one execution. */
function roundsThatFit({ states, target: { history = AWS_HISTORY } }: OwnAssembly): number {
  return roundsIn(history.part, { StartAt: '', States: Object.fromEntries(states) }, history);
}

/** Adds the states of a part to the outermost section and answers the first of them. */
type Parts = Map<string, (outermost: Assembly) => string>;

/** What all sections of a machine share. */
interface Common
  extends Pick<Assembly, 'target' | 'newName' | 'loops' | 'goesBack' | 'hasRounds' | 'knownAt' | 'outermost'> {
  readonly nameOf: (planned: PlannedStep) => string;
  readonly entries: ReadonlyMap<string, string>;
  readonly origins: Map<string, StateOrigin>;
  readonly parts: Parts;
}

/** An assembly whose states can be looked at. */
interface OwnAssembly extends Assembly {
  readonly states: ReadonlyMap<string, State>;
}

function sectionMaker(common: Common): OwnSection {
  const section: OwnSection = (scope, fill) => {
    const states = new Map<string, State>();
    const first = fill(assemblyOf({ ...common, scope, states, section }));
    return { StartAt: first, States: Object.fromEntries(reachableStates(first, states)) };
  };
  return section;
}

type OwnSection = (scope: Scope, fill: (inner: OwnAssembly) => string) => Section;

function assemblyOf(
  own: Common & { scope: Scope; states: Map<string, State>; section: OwnSection; guard?: Guard },
): OwnAssembly {
  const { entries, nameOf, origins, parts, states, ...shared } = own;
  const assembly: OwnAssembly = {
    ...shared,
    states,
    add(name, state, origin) {
      states.set(name, state);
      origins.set(name, origin);
    },
    entryOf: (planned) => entryOf(planned, entries, own.goesBack),
    entryOfId: (id) => entryOfId(id, entries),
    entryOfList: ([first], next) => (first ? assembly.entryOf(first) : next),
    compileList(list, next, innerGuard) {
      const inside = innerGuard ? assemblyOf({ ...own, guard: innerGuard }) : assembly;
      for (const [index, planned] of list.entries()) {
        compileStep(planned, { next: inside.entryOfList(list.slice(index + 1), next), assembly: inside });
      }
    },
    part(of, add) {
      if (!parts.has(of)) parts.set(of, add);
    },
    again(innerScope, list) {
      const { guard: _, ...rest } = own;
      const common = { ...rest, entries: nameEntries(list, own) };
      return assemblyOf({ ...common, scope: innerScope, section: sectionMaker(common) });
    },
  };
  return assembly;
}

/** The names of first states by step id. A `goto` that leads on and a `try` have no state of their own. */
function nameEntries(
  plan: readonly PlannedStep[],
  { nameOf, goesBack }: Pick<Common, 'nameOf' | 'goesBack'>,
): Map<string, string> {
  const entries = new Map<string, string>();
  const visit = (planned: PlannedStep): void => {
    const { step, id, nested } = planned;
    const hasState = 'goto' in step ? goesBack.get(id) === id : !('try' in step);
    if (hasState) entries.set(id, nameOf(planned));
    nested.flat().forEach(visit);
  };
  plan.forEach(visit);
  return entries;
}

function entryOf(planned: PlannedStep, entries: ReadonlyMap<string, string>, goesBack: GoingBack): string {
  const { step, id, pointer, nested } = planned;
  if ('goto' in step) return entryOfId(goesBack.get(id) ?? step.goto, entries);
  if (!('try' in step)) return entryOfId(id, entries);
  const first = nested[0]?.[0];
  if (!first) throw new CompileError(`${pointer}: there is nothing to try.`);
  return entryOf(first, entries, goesBack);
}

function entryOfId(id: string, entries: ReadonlyMap<string, string>): string {
  const entry = entries.get(id);
  if (!entry) throw new CompileError(`There is no step ${id} to go to.`);
  return entry;
}
