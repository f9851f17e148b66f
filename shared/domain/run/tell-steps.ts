import type { Json, JsonObject } from '../json/json.ts';
import { WAITING_KINDS } from '../workflow/may-wait.ts';
import type { StateOrigin } from '../workflow/workflow.ts';
import { COMMAND_ACCEPTED } from './accepted-command.ts';
import { innermostFailure, messageOf } from './failure.ts';
import type { HistoryLine } from './history-line.ts';
import { loopProgress } from './loop-progress.ts';
import { type ActionMemory, type ActionRecord, actionsIn } from './run.ts';
import type { StoryStep } from './story-step.ts';

/** States that people would not call a step: they only hold the machine together. */
const SILENT_KINDS = ['start', 'done', 'branch', 'timeout', 'expired'];
/** Kinds whose input and output are remembered with the action. */
const ACTION_KINDS = ['do', 'respond'];

/** A step whose state was entered. */
interface Entered {
  /** The event by which it was entered. */
  readonly id: number;
  readonly state: string;
  readonly kind: string;
  step: StoryStep;
  /** How it ended with the execution, as it still stood then: a redrive takes it up again. */
  endedWithRun?: StoryStep;
  /** Steps that are done in the same state, behind this one. */
  readonly further?: StateOrigin['further'];
}

interface Told {
  /** In the order in which they were entered. */
  readonly entered: Entered[];
  /** The step that an event of the history belongs to. */
  readonly ofEvent: Map<number, Entered | undefined>;
  /** How many actions of each step were told. */
  readonly actionsTold: Map<string, number>;
  /** What the actions of each step left behind, in the order of time. */
  readonly memories: ReadonlyMap<string, readonly ActionMemory[]>;
}

/**
 * Tells an execution's history step by step, branches beside each other. Times and failures come from the history, what actions were given
 * and answered from their own memory, so that task tokens and internals never show.
 */
export function tellSteps(
  history: readonly HistoryLine[],
  states: Readonly<Record<string, StateOrigin>>,
  actions: readonly ActionMemory[],
): readonly StoryStep[] {
  const inOrder = [...actions].sort((one, other) => Date.parse(one.endedAt) - Date.parse(other.endedAt));
  const memories = Map.groupBy(inOrder, ({ step }) => step);
  const told: Told = { entered: [], ofEvent: new Map(), actionsTold: new Map(), memories };
  let last: HistoryLine | undefined;
  for (const line of history) {
    if (line.type.endsWith('StateEntered')) enter(told, line, states);
    else if (line.type.endsWith('StateExited')) leave(told, line);
    else if (line.type.startsWith('Execution')) {
      told.ofEvent.set(line.id, told.ofEvent.get(line.previousEventId));
      if (line.type === 'ExecutionRedriven') takeUpAgain(told);
      else endAll(told, line);
      last = line;
    } else {
      const current = told.ofEvent.get(line.previousEventId);
      told.ofEvent.set(line.id, current);
      if (current) current.step = happen(current.step, line);
    }
  }
  // A part may be stopped a moment after the run that has ended.
  if (last) endAll(told, last);
  const progress = loopProgress(history, states);
  return told.entered.flatMap((entered) => {
    if (entered.further) return stepsOfCall(told, entered);
    const own = progress.get(entered.id);
    if (own?.of === 0 && wasDoneInParts(told, entered)) return [];
    return [own ? { ...entered.step, progress: own } : entered.step];
  });
}

/** Behind the parts of a long list stands the loop over a short one, which then has nothing to do. */
function wasDoneInParts(told: Told, { kind, step }: Entered): boolean {
  return kind === 'forEach' && told.entered.some((other) => other.kind === 'part' && other.step.id === step.id);
}

function enter(told: Told, line: HistoryLine, states: Readonly<Record<string, StateOrigin>>): void {
  const state = String(line.details.name);
  const origin = states[state];
  if (!origin || SILENT_KINDS.includes(origin.kind)) return;
  const { step, kind, title, further } = origin;
  const entered: Entered = {
    id: line.id,
    state,
    kind,
    step: { id: step, kind, title, status: statusOnEntry(kind), startedAt: line.timestamp },
    ...(further && { further }),
  };
  told.entered.push(entered);
  told.ofEvent.set(line.id, entered);
}

function statusOnEntry(kind: string): StoryStep['status'] {
  return WAITING_KINDS.includes(kind) ? 'waiting' : 'running';
}

/** The state that is left, by its path; a state with branches is left behind an event of one of them, so by its name. */
function leave(told: Told, line: HistoryLine): void {
  const name = String(line.details.name);
  const onPath = told.ofEvent.get(line.previousEventId);
  const left =
    onPath?.state === name ? onPath : told.entered.findLast(({ state, step }) => state === name && !step.endedAt);
  if (!left) return;
  const { error, ...step } = left.step;
  const failed = error !== undefined && error.name !== COMMAND_ACCEPTED;
  const status = failed ? 'failed' : 'succeeded';
  const ended: StoryStep = { ...(failed ? left.step : step), status, endedAt: line.timestamp };
  const acted = ACTION_KINDS.includes(left.kind) && !failed && !left.further;
  left.step = acted ? withAction(told, ended) : ended;
}

/** What ends the execution ends every step that still stands. */
function endAll(told: Told, line: HistoryLine): void {
  if (line.type === 'ExecutionSucceeded') leaveAsTheyWere(told);
  if (['ExecutionStarted', 'ExecutionRedriven', 'ExecutionSucceeded'].includes(line.type)) return;
  for (const entered of told.entered) {
    if (entered.step.endedAt) continue;
    entered.step = happen(entered.step, line);
    entered.endedWithRun = entered.step;
  }
}

/** Where branches were left behind a caught failure, a redrive does not go on in them. */
function leaveAsTheyWere(told: Told): void {
  for (const entered of told.entered) {
    if (!entered.step.endedAt && entered.endedWithRun) entered.step = entered.endedWithRun;
  }
}

/** A redrive goes on where the execution had ended, as if the states that stood there had not been tried. */
function takeUpAgain(told: Told): void {
  for (const entered of told.entered) {
    if (entered.step !== entered.endedWithRun) continue;
    const { error: _error, endedAt: _endedAt, output: _output, ...step } = entered.step;
    entered.step = { ...step, status: statusOnEntry(entered.kind) };
  }
}

/** A failure, an answer, or a new try of the current state. */
function happen(step: StoryStep, { type, timestamp, details }: HistoryLine): StoryStep {
  // Nobody came in time: that is an outcome of a wait, not a fault.
  if (step.kind === 'when' && type === 'TaskTimedOut') return { ...step, output: { branch: 'timeout' } };
  if (type.endsWith('Failed') || type.endsWith('TimedOut') || type === 'ExecutionAborted') {
    const failure = innermostFailure({ error: textOf(details.error), cause: textOf(details.cause) });
    const error = { name: failure.error ?? type, message: messageOf(failure.cause) };
    return { ...step, status: 'failed', error, ...(type.startsWith('Execution') && { endedAt: timestamp }) };
  }
  if (!type.endsWith('Succeeded') && !type.endsWith('Started')) return step;
  const { error: _, ...rest } = step;
  const output = WAITING_KINDS.includes(step.kind) ? answerOf(details.output) : undefined;
  const status = step.status === 'failed' ? 'running' : step.status;
  return { ...rest, status, ...(output !== undefined && { output }) };
}

/** What ended a wait, without the whole record. */
function answerOf(output: Json | undefined): Json | undefined {
  const answer = typeof output === 'string' ? parsed(output) : output;
  if (!isObject(answer)) return undefined;
  const { branch, event } = answer;
  if (!isObject(event)) return { ...(branch !== undefined && { branch }) };
  const { type, id, user, time, request } = event;
  return {
    ...(branch !== undefined && { branch }),
    event: Object.fromEntries(
      Object.entries({ type, id, user, time, request }).filter(([, value]) => value !== undefined),
    ) as JsonObject,
  };
}

function withAction(told: Told, step: StoryStep): StoryStep {
  const count = told.actionsTold.get(step.id) ?? 0;
  const action = told.memories.get(step.id)?.[count];
  told.actionsTold.set(step.id, count + 1);
  return action ? { ...step, ...actedIn(action) } : step;
}

function actedIn({ action, options, output }: ActionRecord): Pick<StoryStep, 'input' | 'output'> {
  return { input: { action, ...options }, output };
}

/**
 * The steps of a shared call one by one. Those that it remembers are done, at their own times; the one behind them is where the call stands or
 * where it failed, and what follows has not begun.
 */
function stepsOfCall(told: Told, { step, further = [] }: Entered): readonly StoryStep[] {
  const count = told.actionsTold.get(step.id) ?? 0;
  const memory = told.memories.get(step.id)?.[count];
  // A call that failed before anything was done has no memory; the next one is of a later call.
  const isOwn = memory && !(step.error && step.endedAt !== undefined && step.endedAt < memory.startedAt);
  if (isOwn) told.actionsTold.set(step.id, count + 1);
  const done = isOwn ? actionsIn(memory) : [];
  const all = [{ step: step.id, title: step.title }, ...further];
  return all.slice(0, done.length + 1).map(({ step: id, title }, index) => {
    const record = done[index];
    if (!record) return { ...step, id, title, startedAt: done[index - 1]?.endedAt ?? step.startedAt };
    const { startedAt, endedAt } = record;
    return { id, kind: step.kind, title, status: 'succeeded', startedAt, endedAt, ...actedIn(record) };
  });
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
