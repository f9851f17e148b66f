import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import type { CompiledWorkflow } from '../../../shared/domain/workflow/workflow.ts';
import type { Machine, State, TaskState } from '../../../statemachines/compiler/asl.ts';
import { compile } from '../../../statemachines/compiler/compile.ts';
import { AWS_HISTORY, type HistoryBudget } from '../../../statemachines/compiler/history-events.ts';
import { smallCatalogue } from './small-catalogue.ts';

/** A compiled definition with its machine read back from the text. */
export interface Compiled extends CompiledWorkflow {
  readonly parsed: Machine;
  /** The state of this name; fails the test when there is none. */
  state(name: string): State;
  task(name: string): TaskState;
}

/** Compiles for the functions `run-action` and `await-event`. */
export function compiled(definition: WorkflowDefinition, history: HistoryBudget = AWS_HISTORY): Compiled {
  const functions = { runAction: 'run-action', awaitEvent: 'await-event' };
  const target = { catalogue: smallCatalogue(), functions, history };
  const workflow = compile(definition, target);
  const parsed: Machine = JSON.parse(workflow.machine);
  const state = (name: string): State => {
    const found = parsed.States[name];
    if (!found) throw new Error(`No state "${name}" among: ${Object.keys(parsed.States).join(' | ')}`);
    return found;
  };
  const task = (name: string): TaskState => {
    const found = state(name);
    if (found.Type !== 'Task') throw new Error(`${name} is a ${found.Type}`);
    return found;
  };
  return { ...workflow, parsed, state, task };
}
