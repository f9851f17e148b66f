import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { COMMAND_ACCEPTED } from '../../../shared/domain/run/accepted-command.ts';
import type { CompiledWorkflow } from '../../../shared/domain/workflow/workflow.ts';
import { ACTIONS_OF_STEPS } from '../../../statemachines/compiler/implied-actions.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { answersTo, askedOf, askingKind, outcomeOf, runEnded, runStarted } from './asking.ts';
import { type Course, courseOf, ERROR_OF } from './course.ts';
import { holds } from './holds.ts';
import { answerOf, type Call, eventView, recordView, type StoryEvent } from './story.ts';

/** Longer than any `timeout` of a step here. */
const LONGER_THAN_ANY_LIMIT_MILLISECONDS = 3_600_000;

/** One action of a call. */
interface PlacedAction {
  readonly step: string;
  readonly visit: Json;
  readonly action: string;
  readonly options: JsonObject;
}

/** A wait that the machine holds: for events of the story, for people whom its step asked, or for the end of another run. */
interface OpenWait {
  readonly token: string;
  readonly step: string;
  readonly visit: Json;
  readonly mode: string;
}

/** What a step asked people. */
interface Question {
  readonly events: readonly StoryEvent[];
  answered: number;
}

/** What the machine finds around it: functions that behave as those of the platform do, and people who answer. */
export interface MachineWorld {
  readonly calls: Call[];
  /** True when the machine waits for events of the story or for people. */
  waits(): boolean;
  deliver(event: StoryEvent): Promise<void>;
  /** Gives one answer of people or of another run; false when nobody has anything to say. */
  answer(): Promise<boolean>;
}

/** @param about early: events that came before the machine started. answersAtOnce: people do not wait to be waited for. */
export function createWorld(
  harness: EngineHarness,
  workflow: CompiledWorkflow,
  about: { early: readonly StoryEvent[]; answersAtOnce: boolean },
): MachineWorld {
  const calls: Call[] = [];
  /** As the platform does: the same step and visit again is answered from memory. */
  const answers = new Map<string, Json>();
  const tries = new Map<string, number>();
  /** Commands that are done later, or never. */
  const accepted = new Map<string, Course>();
  /** What was asked last, by the step and the branch in which it stands. */
  const questions = new Map<string, Question>();
  let events = [...about.early];
  let open: OpenWait[] = [];

  harness.functions.set('run-action', async (payload) => {
    const { further, ...first } = payload as JsonObject & PlacedAction & { further?: PlacedAction[] };
    if (!further) return act(first);
    const done: [string, Json][] = [];
    for (const placed of [first, ...further]) done.push([placed.step, await act(placed)]);
    return Object.fromEntries(done);
  });
  const act = async (placed: PlacedAction): Promise<Json> => {
    const { step, action, options } = placed;
    const key = keyOf(placed);
    if (accepted.has(key)) throw new ActionError(COMMAND_ACCEPTED, 'as before');
    const remembered = answers.get(key);
    if (remembered !== undefined) return remembered;
    const attempt = (tries.get(key) ?? 0) + 1;
    tries.set(key, attempt);
    calls.push({ step: stepIdOf(step), action, options });
    const course = courseOf(options, attempt);
    if (course.kind === 'slow') {
      await harness.clock.sleep(LONGER_THAN_ANY_LIMIT_MILLISECONDS);
      throw new Error('too late');
    }
    if (course.kind === 'silent' || course.kind === 'accepted') {
      accepted.set(key, course);
      throw new ActionError(COMMAND_ACCEPTED, 'as told');
    }
    if (course.kind !== 'done') throw new ActionError(ERROR_OF[course.kind], 'as told');
    const answer = answered(placed);
    answers.set(key, answer);
    return answer;
  };
  const answered = (placed: PlacedAction): Json => {
    const { action, options } = placed;
    const kind = askingKind(action);
    if (kind) {
      const asked = askedOf(options);
      questions.set(placeOf(placed), { events: answersTo(kind, asked), answered: 0 });
      return asked;
    }
    if (action === ACTIONS_OF_STEPS.approve[1] || action === ACTIONS_OF_STEPS.task[1])
      return outcomeOf(options.asked as JsonObject, questions.get(placeOf(placed))?.answered ?? 0);
    if (action === ACTIONS_OF_STEPS.run[1]) return runEnded(options.runId ?? null);
    if (action !== ACTIONS_OF_STEPS.run[0]) return answerOf(action, options);
    const started = runStarted(options);
    if (!started) throw new ActionError(ERROR_OF.failed, 'there is no such workflow');
    return started;
  };

  harness.functions.set('await-event', async (payload) => {
    const wait = payload as JsonObject & OpenWait;
    const { mode, step, visit, token } = wait;
    if (mode === 'timeout') {
      open = open.filter((other) => other.step !== step || other.visit !== visit);
      return { branch: 'timeout' };
    }
    open = [...open, { token, step, visit, mode }];
    queueMicrotask(() => void look());
    if (about.answersAtOnce) queueMicrotask(() => void answer());
    return {};
  });

  const close = async (wait: OpenWait, output: JsonObject): Promise<void> => {
    open = open.filter((other) => other !== wait);
    await harness.machines.sendTaskSuccess({ taskToken: wait.token, output });
  };
  const take = (wait: OpenWait, branch: number, event: StoryEvent): Promise<void> =>
    close(wait, { branch, event: eventView(event), record: recordView(event.fields) });
  const look = async (): Promise<void> => {
    for (const wait of open) {
      // Another look may have closed it meanwhile.
      if (!open.includes(wait) || wait.mode !== 'event' || questions.has(placeOf(wait))) continue;
      const branches = workflow.waits[wait.step] ?? [];
      for (const event of [...events]) {
        if (!branches.some((branch) => branch.event === event.type)) continue;
        events = events.filter((kept) => kept !== event);
        const branch = branches.findIndex((one) => one.event === event.type && holds(one.where, event));
        if (branch < 0) continue;
        await take(wait, branch, event);
        break;
      }
    }
  };
  const answer = async (): Promise<boolean> => {
    for (const wait of open) {
      if (wait.mode === 'command') {
        const course = accepted.get(keyOf(wait));
        if (course?.kind === 'silent') continue;
        const record = course?.kind === 'accepted' ? { record: recordView({ amount: course.amount }) } : {};
        await close(wait, { branch: 'completed', ...record });
        return true;
      }
      if (wait.mode === 'park') {
        // It is sent again under the next visit, which is still the same time that the run has come to the step.
        const visit = String(wait.visit).replace(/[^:]*$/, (count) => String(Number(count) + 1));
        const key = keyOf({ ...wait, visit: typeof wait.visit === 'number' ? Number(visit) : visit });
        tries.set(key, tries.get(keyOf(wait)) ?? 0);
        await close(wait, { branch: 'retry' });
        return true;
      }
      const question = questions.get(placeOf(wait));
      const event = question?.events[question.answered];
      if (!question || !event) continue;
      question.answered += 1;
      const branch = (workflow.waits[wait.step] ?? []).findIndex((one) => one.event === event.type);
      await take(wait, branch, event);
      return true;
    }
    return false;
  };
  return {
    calls,
    answer,
    waits: () => open.length > 0,
    async deliver(event: StoryEvent): Promise<void> {
      events.push(event);
      await look();
    },
  };
}

/** As idempotency keys are. */
function keyOf({ step, visit }: Pick<PlacedAction, 'step' | 'visit'>): string {
  return `${step}/${JSON.stringify(visit)}`;
}

/** The step and the branch in which it stands, without the count of visits. */
function placeOf({ step, visit }: Pick<PlacedAction, 'step' | 'visit'>): string {
  return `${step}/${String(visit).replace(/[^:]*$/, '')}`;
}

/** Generated ids are the compiler's own business. */
function stepIdOf(step: string): string {
  return /^(do|resolve|approve|task|run|respond)\d+$/.test(step) ? '' : step;
}

class ActionError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
