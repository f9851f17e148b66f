import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { ActionCatalogue } from '../../shared/domain/workflow/catalogue.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { Section, State } from './asl.ts';
import type { GoingBack } from './going-back.ts';
import type { HistoryBudget } from './history-events.ts';
import type { PlannedStep } from './plan-steps.ts';
import type { Scope } from './scope.ts';

/** What a machine is compiled for: the actions that exist and the names of the two functions that it calls. */
export interface CompileTarget {
  readonly catalogue: ActionCatalogue;
  readonly functions: { readonly runAction: string; readonly awaitEvent: string };
  /** AWS's where absent. */
  readonly history?: HistoryBudget;
}

/** One section of the machine while it is put together. */
export interface Assembly {
  readonly target: CompileTarget;
  readonly scope: Scope;
  /** How many loops stand in the execution itself, not in branches: they share its history. */
  readonly loops: number;
  /** The `goto`s of the definition that lead back. */
  readonly goesBack: GoingBack;
  /** One of them stands outside of all branches. */
  readonly hasRounds: boolean;
  /** The author's variables that may have values at the step with this pointer, in the order of their names. */
  knownAt(pointer: string): readonly string[];
  /** The author's variables that are given values outside of all branches. */
  readonly outermost: ReadonlySet<string>;
  /** Where failures lead; absent where nothing catches them. */
  readonly guard?: Guard;
  /** The first state of a step; of a `goto` that leads on, the first state of the step it goes to. */
  entryOf(planned: PlannedStep): string;
  /** The first state of the step with this id. @throws CompileError */
  entryOfId(id: string): string;
  /** The first state of a list, or `next` when it is empty. */
  entryOfList(list: readonly PlannedStep[], next: string): string;
  /** A name that no other state of the machine has. */
  newName(title: string): string;
  add(name: string, state: State, origin: StateOrigin): void;
  /** Compiles a list whose last step goes on at `next`. Failures lead to `guard`, or where they led before. */
  compileList(list: readonly PlannedStep[], next: string, guard?: Guard): void;
  /** A section of its own inside this one, filled by `fill`, which answers its first state. */
  section(scope: Scope, fill: (inner: Assembly) => string): Section;
  /**
   * What another execution of the same machine may be asked to do, under a name that its input gives. `add` adds states beside those of the
   * machine itself, once for each name, and answers the first of them.
   */
  part(of: string, add: (outermost: Assembly) => string): void;
  /** For states that stand a second time: names of their own for the steps of a list, in the scope of another place. */
  again(scope: Scope, list: readonly PlannedStep[]): Assembly;
}

/** The part of a `try` step that the states inside need. */
export interface Guard {
  readonly next: string;
  /** Keeps what went wrong. */
  readonly assign?: JsonObject;
}

/** Where a step is compiled to. */
export interface Place {
  /** The state after the step. */
  readonly next: string;
  readonly assembly: Assembly;
}

/** A definition can not be compiled although validation should have refused it. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}
