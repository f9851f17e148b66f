import type { RecordEvent } from '../event/event.ts';
import type { JsonObject } from '../json/json.ts';
import type { RecordKey } from '../record/record.ts';
import type { Visit } from '../run/visit.ts';

/**
 * `open` until one of the candidates has answered. `cancelled`: the time of its step was up, or its run ended.
 */
export type UserTaskStatus = 'open' | 'done' | 'notDone' | 'cancelled';

/** What a run gives somebody to do. The run waits for the answer. */
export interface UserTask {
  readonly company: string;
  /** `<run id>.<name>`: made of run, step and visit, so that a task is given once. */
  readonly id: string;
  readonly runId: string;
  readonly workflow: string;
  /** The step that waits, and at which visit it gave the task. */
  readonly step: string;
  readonly visit: Visit;
  readonly record: RecordKey;
  /** What the run shows as its record, where no source has it: of the start by the clock nothing else is kept. */
  readonly content?: RecordEvent['record'];
  readonly title: string;
  readonly text?: string;
  /** User ids. Any of them may answer. */
  readonly candidates: readonly string[];
  /** Code of the user group whose members the candidates were when the task was given. */
  readonly group?: string;
  /** JSON Schema (2020-12) of what is filled in. */
  readonly form?: JsonObject;
  readonly status: UserTaskStatus;
  readonly createdAt: string;
  readonly dueAt?: string;
  /** When the candidates are reminded, earliest first. */
  readonly remindAt: readonly string[];
  /** How many of the moments at which the candidates are told have been dealt with. */
  readonly told: number;
  /** Who answered, and when. */
  readonly doneBy?: string;
  readonly doneAt?: string;
  readonly answers?: JsonObject;
  readonly comment?: string;
  /** Why it is cancelled. A run that is retried gets back what its end had cancelled. */
  readonly cancelledBy?: 'timeout' | 'endOfRun';
}

/** What the step of a task comes to: what an author sees as `$id`. */
export interface TaskResult {
  readonly done: boolean;
  readonly by: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Empty where nothing was filled in. */
  readonly answers: JsonObject;
  /** Empty where nothing was said. */
  readonly comment: string;
}

/** The result of a task that was answered; undefined of one that was not. */
export function resultOf({ status, doneBy, doneAt, answers = {}, comment = '' }: UserTask): TaskResult | undefined {
  if (doneBy === undefined || doneAt === undefined) return undefined;
  return { done: status === 'done', by: doneBy, at: doneAt, answers, comment };
}
