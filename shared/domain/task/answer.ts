import type { JsonObject } from '../json/json.ts';
import { sameJson } from '../record/record.ts';
import type { UserTask } from './user-task.ts';

/** Somebody's answer to a task. */
export interface TaskAnswer {
  readonly status: 'done' | 'notDone';
  readonly userId: string;
  /** Administrators answer where no candidate can. */
  readonly administrator: boolean;
  readonly answers?: JsonObject;
  readonly comment?: string;
}

/** `not-yours`: somebody else's. `ended`: another answer was faster, or it is cancelled. */
export type TaskObstacle = 'not-yours' | 'ended';

/** Why somebody may not answer this task. */
export function obstacleToAnswer({ userId, administrator }: TaskAnswer, task: UserTask): TaskObstacle | undefined {
  if (!task.candidates.includes(userId) && !administrator) return 'not-yours';
  return task.status === 'open' ? undefined : 'ended';
}

/** The same person has answered the same before: a second click, or a first one whose answer was lost. */
export function isSameAnswer({ status, userId, answers = {}, comment = '' }: TaskAnswer, task: UserTask): boolean {
  return (
    task.status === status &&
    task.doneBy === userId &&
    sameJson(task.answers ?? {}, answers) &&
    (task.comment ?? '') === comment
  );
}

/** The task after the answer. */
export function answered(task: UserTask, { status, userId, answers, comment }: TaskAnswer, now: string): UserTask {
  return {
    ...task,
    status,
    doneBy: userId,
    doneAt: now,
    ...(answers && { answers }),
    ...(comment && { comment }),
  };
}
