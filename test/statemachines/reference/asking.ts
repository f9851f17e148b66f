import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { ACTIONS_OF_STEPS } from '../../../statemachines/compiler/implied-actions.ts';
import type { StoryEvent } from './story.ts';

/** Steps that ask people. */
export type AskingKind = 'approve' | 'task';

/** What each person always answers. `nobody` never does. */
const HABITS: Readonly<Record<AskingKind, Readonly<Record<string, string>>>> = {
  approve: {
    anna: 'approvalRequest.approved',
    bert: 'approvalRequest.rejected',
    cora: 'approvalRequest.answered',
    dirk: 'approvalRequest.delegated',
  },
  task: { anna: 'userTask.done', bert: 'userTask.notDone', cora: 'userTask.done', dirk: 'userTask.notDone' },
};

/** What the asking action of the step answers. */
export function askedOf(options: JsonObject): JsonObject {
  const to = [options.to ?? []].flat();
  const needs = options.needs === 'everyone' ? to.length : typeof options.needs === 'number' ? options.needs : 1;
  return { title: options.title ?? null, to, needs };
}

/** The events by which people answer, in this order. */
export function answersTo(kind: AskingKind, asked: JsonObject): readonly StoryEvent[] {
  return [asked.to ?? []].flat().flatMap((person, index) => {
    const type = HABITS[kind][String(person)];
    return type ? [{ id: `answer-of-${person}`, type, fields: { amount: index + 1 } }] : [];
  });
}

/** What so many answers come to. */
export function outcomeOf(asked: JsonObject, answers: number): { decided: boolean; result: JsonObject } {
  const decided = answers >= Number(asked.needs);
  return { decided, result: { decided, answers } };
}

/** What the action that starts another run answers: the id is as long for any inputs, as a run may give it to the next. @returns undefined where there is no such workflow. */
export function runStarted(options: JsonObject): JsonObject | undefined {
  if (options.workflow === 'GONE') return undefined;
  const inputs = createHash('sha256').update(JSON.stringify(options.inputs ?? {}));
  return { runId: `${options.workflow} with ${inputs.digest('hex').slice(0, 12)}` };
}

/** How the other run ended. */
export function runEnded(runId: Json): JsonObject {
  return { runId, status: 'succeeded' };
}

/** The kind of step that an action asks for, if it does. */
export function askingKind(action: string): AskingKind | undefined {
  return (['approve', 'task'] as const).find((kind) => ACTIONS_OF_STEPS[kind][0] === action);
}
