import type { ActionCatalogue } from '../../shared/domain/workflow/catalogue.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { State } from './asl.ts';
import type { PlannedStep } from './plan-steps.ts';

/** What a machine is compiled for: the actions that exist and the names of the two functions that it calls. */
export interface CompileTarget {
  readonly catalogue: ActionCatalogue;
  readonly functions: { readonly runAction: string; readonly awaitEvent: string };
}

/** The machine while it is put together. */
export interface Assembly {
  readonly target: CompileTarget;
  /** The first state of a step; of a `goto`, the first state of the step it goes to. */
  entryOf(planned: PlannedStep): string;
  /** The first state of a list, or `next` when it is empty. */
  entryOfList(list: readonly PlannedStep[], next: string): string;
  /** A name that no other state has. */
  newName(title: string): string;
  add(name: string, state: State, origin: StateOrigin): void;
  /** Compiles a list whose last step goes on at `next`. */
  compileList(list: readonly PlannedStep[], next: string): void;
}

/** A definition can not be compiled although validation should have refused it. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}
