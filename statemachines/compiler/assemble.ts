import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { isSeparate } from '../../shared/domain/workflow/walk-steps.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import { assignmentsOf, scopedSteps } from '../lint/step-scopes.ts';
import type { Section, State } from './asl.ts';
import { type Assembly, CompileError, type CompileTarget, type Guard } from './assembly.ts';
import { NO_OUTPUT, PART } from './call-states.ts';
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
  const nameOf = ({ step }: PlannedStep): string => newName(stepTitle(step, target.catalogue));
  const parts: Parts = new Map();
  const common = {
    target,
    newName,
    nameOf,
    entries: nameEntries(plan, nameOf),
    origins,
    parts,
    loops: loopsIn(plan),
    outermost: outermostNames(definition),
  };
  const machine = sectionMaker(common)(OUTERMOST, (assembly) => {
    assembly.compileList(plan, done);
    assembly.add(done, { Type: 'Succeed' }, { step: 'done', kind: 'done', title: done });
    const first = addParts(parts, assembly, assembly.entryOfList(plan, done));
    assembly.add(start, startState(first, parts.size > 0), { step: 'start', kind: 'start', title: start });
    return start;
  });
  return { ...machine, origins, plan };
}

function outermostNames(definition: WorkflowDefinition): ReadonlySet<string> {
  const assignments = assignmentsOf(scopedSteps(definition));
  return new Set(assignments.filter(({ scopes }) => scopes.length === 1).map(({ name }) => name));
}

/** The loops that are not in branches of something. */
function loopsIn(plan: readonly PlannedStep[]): number {
  return plan.reduce((sum, { step, nested }) => {
    if (isSeparate(step)) return sum + Number('forEach' in step);
    return sum + loopsIn(nested.flat());
  }, 0);
}

/** Parts of steps by the ids of the steps: they add themselves to the section that they are given, and answer their first state. */
type Parts = Map<string, (outermost: OwnAssembly) => string>;

/** Adds the states of all parts, and a choice before the first step. Answers that, or the first step where nothing has parts. */
function addParts(parts: Parts, outermost: OwnAssembly, first: string): string {
  const entries = new Map<string, string>();
  // A part may have parts of its own.
  for (const [step, add] of parts) entries.set(step, add(outermost));
  if (entries.size === 0) return first;
  const name = outermost.newName('The run, or a part of it?');
  const Choices = [...entries].map(([step, Next]) => ({ Condition: `{% ${PART}.of = '${step}' %}`, Next }));
  outermost.add(name, { Type: 'Choice', Choices, Default: first }, { step: 'start', kind: 'start', title: name });
  return name;
}

/** What all sections of a machine share. */
interface Common {
  readonly target: CompileTarget;
  readonly newName: (title: string) => string;
  readonly nameOf: (planned: PlannedStep) => string;
  readonly entries: ReadonlyMap<string, string>;
  readonly origins: Map<string, StateOrigin>;
  readonly parts: Parts;
  readonly loops: number;
  readonly outermost: ReadonlySet<string>;
}

/** An assembly that can also compile steps once more, under names of their own. */
interface OwnAssembly extends Assembly {
  again(scope: Scope, list: readonly PlannedStep[]): Assembly;
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
  const { target, newName, entries, origins, parts, loops, outermost, scope, states, section, guard } = own;
  const assembly: OwnAssembly = {
    target,
    scope,
    loops,
    outermost,
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
      const inside = innerGuard ? assemblyOf({ ...own, guard: innerGuard }) : assembly;
      for (const [index, planned] of list.entries()) {
        compileStep(planned, { next: inside.entryOfList(list.slice(index + 1), next), assembly: inside });
      }
    },
    part(planned, fill) {
      if (parts.has(planned.id)) return;
      parts.set(planned.id, (outermost) => fill(outermost.again(scope, planned.nested.flat())));
    },
    again(innerScope, list) {
      const { guard: _, ...rest } = own;
      const common = { ...rest, entries: nameEntries(list, own.nameOf) };
      return assemblyOf({ ...common, scope: innerScope, section: sectionMaker(common) });
    },
  };
  return assembly;
}

/** @param hasParts the execution may also be one for a part: then visits are counted on from where the part was ordered. */
function startState(next: string, hasParts: boolean): State {
  return {
    Type: 'Pass',
    Comment: 'Puts what the run starts with into variables',
    Assign: {
      run: '{% $states.input.run %}',
      event: '{% $states.input.event %}',
      record: '{% $states.input.record %}',
      inputs: '{% $states.input.inputs %}',
      visit: hasParts ? `{% $exists(${PART}) ? ${PART}.visit : 0 %}` : 0,
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
