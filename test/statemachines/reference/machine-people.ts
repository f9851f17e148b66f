import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { ACTIONS_OF_STEPS } from '../../../statemachines/compiler/implied-actions.ts';
import { answersTo, askedOf, askingKind, outcomeOf } from './asking.ts';
import { type MachinePlace, placeOf } from './machine-place.ts';
import type { StoryEvent } from './story.ts';

/** What a step asked people. */
interface Question {
  readonly events: readonly StoryEvent[];
  answered: number;
}

/** People who are asked by steps and answer in turn. */
export interface MachinePeople {
  /** What an action answers that asks them, or that says what came of it; undefined for others. */
  told(at: MachinePlace, action: string, options: JsonObject): Json | undefined;
  wereAsked(at: MachinePlace): boolean;
  /** Their next answer; undefined when they have nothing to say. */
  nextAnswer(at: MachinePlace): StoryEvent | undefined;
}

/** People of whom nothing was asked yet. */
export function createPeople(): MachinePeople {
  /** What was asked last, by the step and the branch in which it stands. */
  const questions = new Map<string, Question>();
  return {
    told(at, action, options) {
      const kind = askingKind(action);
      if (kind) {
        const asked = askedOf(options);
        questions.set(placeOf(at), { events: answersTo(kind, asked), answered: 0 });
        return asked;
      }
      if (action !== ACTIONS_OF_STEPS.approve[1] && action !== ACTIONS_OF_STEPS.task[1]) return undefined;
      return outcomeOf(options.asked as JsonObject, questions.get(placeOf(at))?.answered ?? 0);
    },
    wereAsked: (at) => questions.has(placeOf(at)),
    nextAnswer(at) {
      const question = questions.get(placeOf(at));
      const event = question?.events[question.answered];
      if (!question || !event) return undefined;
      question.answered += 1;
      return event;
    },
  };
}
