import { type CataloguedAction, findAction } from '../../shared/domain/workflow/catalogue.ts';
import type { DoStep } from '../../shared/domain/workflow/definition.ts';
import { durationSeconds } from '../../shared/domain/workflow/duration.ts';
import { type ActionCall, actionTask } from './action-task.ts';
import { type Assembly, CompileError, type Place } from './assembly.ts';
import { addCommandStates, commandCatchers } from './command-states.ts';
import { isTried } from './guarded.ts';
import { stepsOfCall } from './join-steps.ts';
import type { PlannedStep } from './plan-steps.ts';
import { fitted } from './state-names.ts';
import { stepTitle } from './step-title.ts';

/** One Task that runs the action, and those that share its call; a command gets two more states, for a report that comes later and for a refusal. */
export function compileDo(planned: PlannedStep, step: DoStep, { next, assembly }: Place): void {
  const [first, ...further] = stepsOfCall(planned).map((one) => actionIn(one, assembly));
  const last = further.at(-1) ?? first;
  if (!first || !last) return;
  const entry = assembly.entryOf(planned);
  const timeoutSeconds = timeoutOf(step, planned);
  const call = { ...first, next, assembly, retry: step, ...(further.length > 0 && { further }) };
  const origin = {
    step: planned.id,
    kind: 'do',
    title: first.title,
    ...(further.length > 0 && { further: further.map(({ planned: { id }, title }) => ({ step: id, title })) }),
  };
  if (!last.action.command) {
    assembly.add(entry, actionTask({ ...call, timeoutSeconds }), origin);
    return;
  }
  const names = {
    wait: assembly.newName(fitted('Wait until the source has done: ', last.title, '')),
    standstill: assembly.newName(fitted('Stands still: ', last.title, ' was refused')),
  };
  const again = further.length > 0 && !isTried(assembly) ? assembly.newName(fitted('Again: ', last.title, '')) : entry;
  assembly.add(entry, { ...actionTask(call), Catch: commandCatchers(names, assembly, further.length) }, origin);
  if (again !== entry) {
    // What stands before the command in the call is done, and is not done again.
    const alone = actionTask({ ...last, next, assembly, retry: last.step });
    const own = { step: last.planned.id, kind: 'do', title: last.title };
    assembly.add(again, { ...alone, Catch: commandCatchers(names, assembly) }, own);
  }
  const command = { planned: last.planned, title: last.title, action: last.action.name, entry: again, next };
  addCommandStates({ ...command, timeoutSeconds: timeoutOf(last.step, last.planned) }, names, assembly);
}

interface PlannedAction extends Pick<ActionCall, 'planned' | 'options'> {
  readonly action: CataloguedAction;
  readonly step: DoStep;
  readonly title: string;
}

function actionIn(planned: PlannedStep, { target: { catalogue } }: Assembly): PlannedAction {
  const { step, pointer } = planned;
  const action = 'do' in step ? findAction(catalogue, step.do) : undefined;
  if (!('do' in step) || !action) throw new CompileError(`${pointer}: there is no such action.`);
  return { planned, action, step, options: step.with ?? {}, title: stepTitle(step, catalogue) };
}

function timeoutOf({ timeout }: DoStep, { pointer }: PlannedStep): number | undefined {
  if (timeout === undefined) return undefined;
  const seconds = durationSeconds(timeout);
  if (!seconds) throw new CompileError(`${pointer}/timeout: ${timeout} is no duration.`);
  return seconds;
}
