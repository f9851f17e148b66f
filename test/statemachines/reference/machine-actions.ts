import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { COMMAND_ACCEPTED } from '../../../shared/domain/run/accepted-command.ts';
import { ACTIONS_OF_STEPS } from '../../../statemachines/compiler/implied-actions.ts';
import type { EngineHarness } from '../../local/engine/harness.ts';
import { runEnded, runStarted } from './asking.ts';
import { type Course, courseOf, ERROR_OF } from './course.ts';
import type { MachinePeople } from './machine-people.ts';
import { keyOf, type MachinePlace } from './machine-place.ts';
import { answerOf, type Call, recordView } from './story.ts';

/** Longer than any `timeout` of a step here. */
const LONGER_THAN_ANY_LIMIT_MILLISECONDS = 3_600_000;

/** One action of a call. */
interface PlacedAction extends MachinePlace {
  readonly action: string;
  readonly options: JsonObject;
}

/** The function that runs actions, and the sources that commands go to. */
export interface MachineActions {
  readonly calls: Call[];
  /** What a source reports of a command that it accepted; undefined where it never does. */
  reported(at: MachinePlace): JsonObject | undefined;
  /** A command that was refused is to be sent again. */
  sendAgain(at: MachinePlace): void;
}

/** Lets actions be done as their options say. */
export function createActions(harness: EngineHarness, people: MachinePeople): MachineActions {
  const calls: Call[] = [];
  /** As the platform does: the same step and visit again is answered from memory. */
  const answers = new Map<string, Json>();
  const tries = new Map<string, number>();
  /** Commands that are done later, or never. */
  const accepted = new Map<string, Course>();

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
    const answer = people.told(placed, action, options) ?? answered(action, options);
    answers.set(key, answer);
    return answer;
  };
  return {
    calls,
    reported(at) {
      const course = accepted.get(keyOf(at));
      if (course?.kind === 'silent') return undefined;
      return course?.kind === 'accepted' ? { record: recordView({ amount: course.amount }) } : {};
    },
    sendAgain(at) {
      // It is sent again under the next visit, which is still the same time that the run has come to the step.
      const visit = String(at.visit).replace(/[^:]*$/, (count) => String(Number(count) + 1));
      const key = keyOf({ ...at, visit: typeof at.visit === 'number' ? Number(visit) : visit });
      tries.set(key, tries.get(keyOf(at)) ?? 0);
    },
  };
}

function answered(action: string, options: JsonObject): Json {
  if (action === ACTIONS_OF_STEPS.run[1]) return runEnded(options.runId ?? null);
  if (action !== ACTIONS_OF_STEPS.run[0]) return answerOf(action, options);
  const started = runStarted(options);
  if (!started) throw new ActionError(ERROR_OF.failed, 'there is no such workflow');
  return started;
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
