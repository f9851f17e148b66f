import type { Json, JsonObject } from '../json/json.ts';
import type { StateOrigin } from '../workflow/workflow.ts';
import type { ActionRecord } from './run.ts';
import type { StoryStep } from './story.ts';

/** An event of an execution's history, as far as the story needs it. */
export interface HistoryLine {
  readonly type: string;
  readonly timestamp: string;
  readonly details: JsonObject;
}

/** States that people would not call a step: they only hold the machine together. */
const SILENT_KINDS = ['start', 'done', 'branch', 'timeout', 'expired'];
/** Kinds whose input and output are remembered with the action. */
const ACTION_KINDS = ['do', 'respond'];
/** Kinds that hold a task token while they are entered. */
const WAITING_KINDS = ['when', 'command', 'park'];

interface Told {
  readonly steps: StoryStep[];
  /** The step whose state is entered and not yet left. */
  current: { step: StoryStep; origin: StateOrigin } | undefined;
  /** How many actions of each step were told. */
  readonly actionsTold: Map<string, number>;
}

/**
 * Tells an execution's history step by step. Times and failures come from the history, what actions were given and answered from their
 * own memory, so that task tokens and internals never show.
 */
export function tellSteps(
  history: readonly HistoryLine[],
  states: Readonly<Record<string, StateOrigin>>,
  actions: readonly ActionRecord[],
): readonly StoryStep[] {
  const told: Told = { steps: [], current: undefined, actionsTold: new Map() };
  for (const line of history) {
    if (line.type.endsWith('StateEntered')) enter(told, line, states);
    else if (line.type.endsWith('StateExited')) leave(told, line, actions);
    else if (told.current) told.current.step = happen(told.current.step, line);
  }
  return told.current ? [...told.steps, told.current.step] : told.steps;
}

function enter(told: Told, line: HistoryLine, states: Readonly<Record<string, StateOrigin>>): void {
  if (told.current) told.steps.push(told.current.step);
  const origin = states[String(line.details.name)];
  if (!origin || SILENT_KINDS.includes(origin.kind)) {
    told.current = undefined;
    return;
  }
  const { step, kind, title } = origin;
  const status = WAITING_KINDS.includes(kind) ? 'waiting' : 'running';
  told.current = { origin, step: { id: step, kind, title, status, startedAt: line.timestamp } };
}

function leave(told: Told, line: HistoryLine, actions: readonly ActionRecord[]): void {
  if (!told.current) return;
  const { step, origin } = told.current;
  const status = step.error ? 'failed' : 'succeeded';
  const ended: StoryStep = { ...step, status, endedAt: line.timestamp };
  const acted = ACTION_KINDS.includes(origin.kind) && !step.error;
  told.steps.push(acted ? withAction(told, ended, actions) : ended);
  told.current = undefined;
}

/** A failure, an answer, or a new try of the current state. */
function happen(step: StoryStep, { type, timestamp, details }: HistoryLine): StoryStep {
  if (type.endsWith('Failed') || type.endsWith('TimedOut') || type === 'ExecutionAborted') {
    const error = { name: String(details.error ?? type), message: messageOf(details.cause) };
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

function withAction(told: Told, step: StoryStep, actions: readonly ActionRecord[]): StoryStep {
  const count = told.actionsTold.get(step.id) ?? 0;
  const action = actions.filter((candidate) => candidate.step === step.id)[count];
  told.actionsTold.set(step.id, count + 1);
  return action ? { ...step, input: { action: action.action, ...action.options }, output: action.output } : step;
}

/** Lambda reports an error as JSON text; people read its message. */
export function messageOf(cause: Json | undefined): string {
  if (typeof cause !== 'string' || cause === '') return 'No reason was given.';
  const value = parsed(cause);
  return isObject(value) && typeof value.errorMessage === 'string' ? value.errorMessage : cause;
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
