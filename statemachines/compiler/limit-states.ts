import type { Json } from '../../shared/domain/json/json.ts';
import { RUN_NOT_NEEDED } from '../../shared/domain/run/error-names.ts';
import type { WorkflowDefinition } from '../../shared/domain/workflow/definition.ts';
import { DEFAULT_WAIT_SECONDS, durationSeconds } from '../../shared/domain/workflow/duration.ts';
import { PER_RECORD } from '../../shared/domain/workflow/run-limits.ts';
import { actionTask } from './action-task.ts';
import { type Assembly, CompileError } from './assembly.ts';
import { awaitCall } from './await-call.ts';
import { NO_OUTPUT } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { WAIT_RETRY } from './retries.ts';

const POINTER = '/limits';

/** The states before the first step that keep a workflow within its limits. Answers the first of them, or `first` without any. */
export function addLimits({ limits = {} }: WorkflowDefinition, first: string, assembly: Assembly): string {
  const { atOnce, onePer, debounce, perDay } = limits;
  let next = first;
  if (atOnce !== undefined) next = addTurn('turnOfAll', { atOnce }, next, assembly);
  if (onePer !== undefined) next = addTurn('turn', { key: onePer, atOnce: 1 }, next, assembly);
  if (perDay !== undefined) next = addAsked('countOfDay', { atMost: perDay }, next, assembly);
  if (debounce) next = addDebounce(debounce, next, assembly);
  return next;
}

function addTurn(step: string, options: { key?: string; atOnce: number }, next: string, assembly: Assembly): string {
  const title = options.key === undefined ? 'its turn' : `its turn among those of ${keyTitle(options.key)}`;
  const ask = assembly.newName(`Ask for ${title}`);
  const may = assembly.newName(`Is it ${title}?`);
  const wait = assembly.newName(`Wait for ${title}`);
  const planned = plannedLimit(step);
  const { asked } = assembly.scope.names;
  const assign = { [asked]: '{% $states.result.Payload %}' };
  const action = { name: 'flow.enter', command: false };
  const origin = { step: planned.id, kind: 'branch', title: wait };
  assembly.add(ask, actionTask({ planned, action, options: { ...options }, next: may, assembly, assign }), origin);
  const Choices = [{ Condition: `{% $${asked}.go %}`, Next: next }];
  assembly.add(may, { Type: 'Choice', Comment: `limits (${POINTER})`, Choices, Default: wait }, origin);
  assembly.add(
    wait,
    {
      Type: 'Task',
      Comment: `Another run ends and gives up its place (${POINTER})`,
      ...awaitCall('command', planned.id, assembly),
      TimeoutSeconds: DEFAULT_WAIT_SECONDS,
      Retry: [WAIT_RETRY],
      Output: NO_OUTPUT,
      Next: next,
    },
    { ...origin, kind: 'command' },
  );
  return ask;
}

function addDebounce({ for: period, per = PER_RECORD }: Debounce, next: string, assembly: Assembly): string {
  const seconds = durationSeconds(period);
  if (seconds === undefined) throw new CompileError(`${POINTER}/debounce/for: ${period} is no duration.`);
  const note = assembly.newName('Note the event');
  const wait = assembly.newName('Wait for a later event');
  const planned = plannedLimit('noteEvent');
  const origin = { step: 'noteEvent', kind: 'branch', title: wait };
  const action = { name: 'flow.note', command: false };
  assembly.add(note, actionTask({ planned, action, options: { key: per }, next: wait, assembly, assign: {} }), origin);
  const after = addAsked('isLast', { key: per }, next, assembly);
  const Comment = `limits (${POINTER}/debounce)`;
  assembly.add(
    wait,
    { Type: 'Wait', Comment, Seconds: seconds, Output: NO_OUTPUT, Next: after },
    { ...origin, kind: 'wait' },
  );
  return note;
}

type Debounce = NonNullable<NonNullable<WorkflowDefinition['limits']>['debounce']>;

/** The actions that say whether a run may go on, in the words of the graph. */
const ASKED = { isLast: 'Did another event come', countOfDay: 'Count the runs of the day' };

/** Asks whether the run may go on; else it ends with the reason. */
function addAsked(
  name: keyof typeof ASKED,
  options: { readonly [option: string]: Json },
  next: string,
  assembly: Assembly,
): string {
  const title = ASKED[name];
  const ask = assembly.newName(name === 'isLast' ? `${title}?` : title);
  const may = assembly.newName(`${title}: may it go on?`);
  const end = assembly.newName(`${title}: it is not needed`);
  const { asked } = assembly.scope.names;
  const planned = plannedLimit(name);
  const origin = { step: name, kind: 'branch', title: ask };
  const assign = { [asked]: '{% $states.result.Payload %}' };
  const action = { name: `flow.${name}`, command: false };
  assembly.add(ask, actionTask({ planned, action, options, next: may, assembly, assign }), origin);
  const Choices = [{ Condition: `{% $${asked}.go %}`, Next: next }];
  assembly.add(may, { Type: 'Choice', Comment: `limits (${POINTER})`, Choices, Default: end }, origin);
  assembly.add(end, { Type: 'Fail', Error: RUN_NOT_NEEDED, Cause: `{% $${asked}.reason %}` }, origin);
  return ask;
}

function keyTitle(key: string): string {
  return key === PER_RECORD ? 'the record' : 'the same value';
}

/** Stands for a step: what limits do has a place in the run as steps have. The names are none that authors give. */
function plannedLimit(name: string): PlannedStep {
  return { step: { do: name }, id: `limit_${name}`, named: false, pointer: POINTER, nested: [] };
}
