import { findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep } from '../../shared/domain/workflow/definition.ts';
import { durationSeconds } from '../../shared/domain/workflow/duration.ts';
import { actionTask } from './action-task.ts';
import { CompileError, type Place } from './assembly.ts';
import { addCommandStates, commandCatchers } from './command-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/** One Task that runs the action; a command gets two more states, for a report that comes later and for a refusal. */
export function compileDo(planned: PlannedStep, step: DoStep, { next, assembly }: Place): void {
  const action = findAction(assembly.target.catalogue, step.do);
  if (!action) throw new CompileError(`${planned.pointer}: there is no action ${step.do}.`);
  const entry = assembly.entryOf(planned);
  const title = stepTitle(step, assembly.target.catalogue);
  const origin = { step: planned.id, kind: 'do', title };
  const timeoutSeconds = timeoutOf(step, planned);
  const call = { planned, action, options: step.with ?? {}, next, assembly, retry: step };
  if (!action.command) {
    assembly.add(entry, actionTask({ ...call, timeoutSeconds }), origin);
    return;
  }
  const names = {
    wait: assembly.newName(fitted('Wait until the source has done: ', title, '')),
    standstill: assembly.newName(fitted('Stands still: ', title, ' was refused')),
  };
  assembly.add(entry, { ...actionTask(call), Catch: commandCatchers(names, assembly) }, origin);
  addCommandStates({ planned, title, action: action.name, entry, next, timeoutSeconds }, names, assembly);
}

function timeoutOf({ timeout }: DoStep, { pointer }: PlannedStep): number | undefined {
  if (timeout === undefined) return undefined;
  const seconds = durationSeconds(timeout);
  if (!seconds) throw new CompileError(`${pointer}/timeout: ${timeout} is no duration.`);
  return seconds;
}
