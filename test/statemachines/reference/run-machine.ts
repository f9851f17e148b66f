import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { FilterSyntaxError } from '../../../shared/domain/condition/filter-syntax-error.ts';
import { matchFilter } from '../../../shared/domain/condition/match-filter.ts';
import { parseFilter } from '../../../shared/domain/condition/parse-filter.ts';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { innermostFailure } from '../../../shared/domain/run/failure.ts';
import type { WorkflowDefinition } from '../../../shared/domain/workflow/definition.ts';
import type { CompiledWorkflow, WaitBranch } from '../../../shared/domain/workflow/workflow.ts';
import type { HistoryBudget } from '../../../statemachines/compiler/history-events.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { compiled } from '../support/compiled.ts';
import {
  answerOf,
  type Call,
  type Deed,
  eventView,
  failuresOf,
  RUN,
  recordView,
  type Story,
  type StoryEvent,
} from './story.ts';

/** Turns of the event loop without anything happening after which nothing will happen by itself. */
const QUIET_TURNS = 20;
const QUIET_MILLISECONDS = 3;
const DAY_SECONDS = 86_400;
/** More than any definition of these tests takes. */
const MAX_ROUNDS = 400;

/** An execution lives for a year; the reference knows no years. */
export const YEAR_OVER = 'ExecutionTimedOut';

/** Loops over two items and more are done in parts, mostly of two items. */
export const SHORT_HISTORY: HistoryBudget = { loops: 1, innerLoop: 1, part: 30, parts: 100 };

/** One action of a call. */
interface PlacedAction {
  readonly step: string;
  readonly visit: Json;
  readonly action: string;
  readonly options: JsonObject;
}

/** A wait that the machine holds. */
interface OpenWait {
  readonly token: string;
  readonly step: string;
}

/** Runs the compiled definition on the engine, with a world that behaves as the platform does. */
export async function runMachine(
  harness: EngineHarness,
  definition: WorkflowDefinition,
  about: { story: Story; name: string; eventsAtStart: number; history?: HistoryBudget },
): Promise<Deed> {
  const { story, name, eventsAtStart } = about;
  const workflow = compiled(definition, about.history);
  const world = createWorld(harness, workflow, story.later.slice(0, eventsAtStart));
  const { stateMachineArn } = await harness.machines.create({ name, definition: workflow.machine });
  const { stateMachineVersionArn } = await harness.machines.publish({ stateMachineArn });
  const event = eventView(story.event);
  const { executionArn } = await harness.machines.start({
    stateMachineArn: stateMachineVersionArn,
    name,
    input: {
      run: RUN,
      event,
      record: event.record ?? null,
      inputs: story.inputs,
      machine: stateMachineVersionArn,
    },
  });
  const coming = [...story.later.slice(eventsAtStart)];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await settled(world, () => eventsIn(harness, executionArn));
    const { status, error, cause } = await harness.machines.describe(executionArn);
    if (status !== 'RUNNING') return deedOf(status, innermostFailure({ error, cause }).error, world.calls);
    const next = coming[0];
    if (next && world.waits()) {
      coming.shift();
      await world.deliver(next);
    } else await harness.pass(DAY_SECONDS);
  }
  throw new Error('The run does not end.');
}

/** How many events an execution and those that it started have had. */
async function eventsIn(harness: EngineHarness, executionArn: string): Promise<number> {
  const { events } = await harness.machines.history({ executionArn, limit: 10_000 });
  const started = events.filter(({ type }) => type === 'TaskSubmitted').map(({ details }) => parsed(details.output));
  let count = events.length;
  for (const { ExecutionArn } of started) {
    if (typeof ExecutionArn === 'string') count += await eventsIn(harness, ExecutionArn);
  }
  return count;
}

function parsed(output: unknown): { ExecutionArn?: unknown } {
  return typeof output === 'string' ? (JSON.parse(output) ?? {}) : {};
}

/** Nothing happens by itself any more: neither in the world nor in the history, for a few turns and a few milliseconds. */
async function settled(world: { settle(): Promise<void> }, historyLength: () => Promise<number>): Promise<void> {
  for (let before = -1, now = 0; before !== now; ) {
    await world.settle();
    before = await historyLength();
    await sleep(QUIET_MILLISECONDS);
    await world.settle();
    now = await historyLength();
  }
}

function deedOf(status: string, error: string | undefined, calls: readonly Call[]): Deed {
  if (status === 'SUCCEEDED') return { outcome: 'succeeded', calls };
  if (status === 'TIMED_OUT') return { outcome: 'failed', error: YEAR_OVER, calls };
  const outcome = error === 'WorkflowCancelled' ? 'cancelled' : 'failed';
  return { outcome, ...(error !== undefined && { error }), calls };
}

function createWorld(harness: EngineHarness, workflow: CompiledWorkflow, early: readonly StoryEvent[]) {
  const calls: Call[] = [];
  /** As the platform does: the same step and visit again is answered from memory. */
  const answers = new Map<string, Json>();
  const tries = new Map<string, number>();
  let events = [...early];
  let open: OpenWait[] = [];
  let activity = 0;

  harness.functions.set('run-action', async (payload) => {
    activity += 1;
    const { further, ...first } = payload as JsonObject & PlacedAction & { further?: PlacedAction[] };
    if (!further) return act(first);
    return Object.fromEntries([first, ...further].map((placed) => [placed.step, act(placed)]));
  });
  const act = ({ step, visit, action, options }: PlacedAction): Json => {
    const key = `${step}/${JSON.stringify(visit)}`;
    const remembered = answers.get(key);
    if (remembered !== undefined) return remembered;
    const attempt = (tries.get(key) ?? 0) + 1;
    tries.set(key, attempt);
    calls.push({ step: stepIdOf(step), action, options });
    if (failuresOf(options) >= attempt) throw new ActionFailed('as told');
    const answer = answerOf(action, options);
    answers.set(key, answer);
    return answer;
  };
  harness.functions.set('await-event', async (payload) => {
    activity += 1;
    const { mode, step, token } = payload as JsonObject & { mode: string; step: string; token: string };
    if (mode === 'timeout') {
      open = open.filter((wait) => wait.step !== step);
      return { branch: 'timeout' };
    }
    open = [...open, { token, step }];
    queueMicrotask(() => void look());
    return {};
  });

  const answer = async (wait: OpenWait, branch: number, event: StoryEvent): Promise<void> => {
    open = open.filter((other) => other !== wait);
    const output = { branch, event: eventView(event), record: recordView(event.fields) };
    await harness.machines.sendTaskSuccess({ taskToken: wait.token, output });
  };
  const look = async (): Promise<void> => {
    for (const wait of open) {
      const branches = workflow.waits[wait.step] ?? [];
      for (const event of [...events]) {
        if (!branches.some((branch) => branch.event === event.type)) continue;
        events = events.filter((kept) => kept !== event);
        const branch = branches.findIndex((one) => one.event === event.type && holds(one, event));
        if (branch >= 0) return answer(wait, branch, event);
      }
    }
  };
  return {
    calls,
    waits: () => open.length > 0,
    async deliver(event: StoryEvent): Promise<void> {
      activity += 1;
      events.push(event);
      await look();
    },
    async settle(): Promise<void> {
      for (let quiet = 0, seen = activity; quiet < QUIET_TURNS; quiet += 1) {
        await nextTurn();
        if (activity !== seen) {
          seen = activity;
          quiet = 0;
        }
      }
    },
  };
}

/** Generated ids are the compiler's own business. */
function stepIdOf(step: string): string {
  return /^(do|resolve)\d+$/.test(step) ? '' : step;
}

function holds({ where }: WaitBranch, event: StoryEvent): boolean {
  return Object.entries(where?.record ?? {}).every(([field, text]) => {
    const filter = parseFilter(String(text));
    return !(filter instanceof FilterSyntaxError) && matchFilter(filter, event.fields[field], { now: 0 });
  });
}

class ActionFailed extends Error {
  override readonly name = 'ActionFailed';
}

/** Calls in an order that does not depend on how branches overlap. */
export function sorted(calls: readonly Call[]): string[] {
  return calls.map((call) => JSON.stringify(call)).sort();
}
