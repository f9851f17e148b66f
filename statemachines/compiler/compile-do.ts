import { findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep } from '../../shared/domain/workflow/definition.ts';
import { actionTask } from './action-task.ts';
import { type Assembly, CompileError } from './assembly.ts';
import { addCommandStates, commandCatchers } from './command-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/** One Task that runs the action; a command gets two more states, for a report that comes later and for a refusal. */
export function compileDo(planned: PlannedStep, step: DoStep, place: { next: string; assembly: Assembly }): void {
  const { next, assembly } = place;
  const action = findAction(assembly.target.catalogue, step.do);
  if (!action) throw new CompileError(`${planned.pointer}: there is no action ${step.do}.`);
  const entry = assembly.entryOf(planned);
  const title = stepTitle(step, assembly.target.catalogue);
  const task = actionTask({ planned, action, options: step.with ?? {}, next, assembly });
  const origin = { step: planned.id, kind: 'do', title };
  if (!action.command) {
    assembly.add(entry, task, origin);
    return;
  }
  const names = {
    wait: assembly.newName(fitted('Wait until the source has done: ', title, '')),
    standstill: assembly.newName(fitted('Stands still: ', title, ' was refused')),
  };
  assembly.add(entry, { ...task, Catch: commandCatchers(names) }, origin);
  addCommandStates({ planned, title, action: action.name, entry, next }, names, assembly);
}
