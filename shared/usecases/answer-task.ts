import { PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { answered, isSameAnswer, obstacleToAnswer, type TaskAnswer, type TaskObstacle } from '../domain/task/answer.ts';
import type { UserTask } from '../domain/task/user-task.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { keyOf } from '../repositories/key-text.ts';
import { userTaskItems } from '../repositories/task-items.ts';
import { auditChange } from './audit-change.ts';
import { changesOfTask } from './change-task.ts';
import { decisionGroup, outgoingEvent } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { InputCheck, InputFault } from './start-instant-flow.ts';

export type AnswerTaskResult =
  /** Also where the same person had answered the same before: nothing was changed then. */
  | { readonly kind: 'answered'; readonly task: UserTask }
  | { readonly kind: 'not-found' }
  | { readonly kind: TaskObstacle; readonly task: UserTask }
  | { readonly kind: 'bad-answers'; readonly faults: readonly InputFault[] };

export interface AnswerTaskInput {
  readonly company: string;
  readonly taskId: string;
  readonly answer: TaskAnswer;
}

type AnswerTaskPorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/** All values of a run together may have 256 KB (Step Functions); a form takes a part of that. */
const MOST_ANSWER_BYTES = 32_768;

/**
 * Answers a task. Task, audit trail and the event for the run are one atomic write under the version that was read, so of any number of answers one
 * counts.
 */
export async function answerTask(
  ports: AnswerTaskPorts,
  input: AnswerTaskInput,
  check: InputCheck,
): Promise<AnswerTaskResult> {
  const result = await retryOnConflict(ports, () => tryToAnswer(ports, input, check));
  if (result.kind === 'answered') {
    await relayOutbox(ports, { company: input.company, group: decisionGroup(result.task.runId) });
  }
  return result;
}

async function tryToAnswer(
  ports: AnswerTaskPorts,
  input: AnswerTaskInput,
  check: InputCheck,
): Promise<AnswerTaskResult> {
  const { company, taskId, answer } = input;
  const before = await userTaskItems.get(ports.store, { company, id: taskId });
  if (!before) return { kind: 'not-found' };
  if (isSameAnswer(answer, before.value)) return { kind: 'answered', task: before.value };
  const obstacle = obstacleToAnswer(answer, before.value);
  if (obstacle) return { kind: obstacle, task: before.value };
  const faults = answer.status === 'done' ? await faultsOf(before.value, answer.answers ?? {}, check) : [];
  if (faults.length > 0) return { kind: 'bad-answers', faults };
  const task = answered(before.value, answer, instantOf(ports.clock));
  await ports.store.write([
    ...(await changesOfTask(ports, before, task)),
    outgoingEvent(wordFor(task)),
    auditChange(ports, {
      company,
      actor: answer.userId,
      action: `task.${answer.status}`,
      subject: `task/${taskId}`,
      record: task.record,
      details: { runId: task.runId, ...(answer.comment && { comment: answer.comment }) },
    }),
  ]);
  return { kind: 'answered', task };
}

async function faultsOf({ form }: UserTask, answers: JsonObject, check: InputCheck): Promise<readonly InputFault[]> {
  if (Buffer.byteLength(JSON.stringify(answers)) > MOST_ANSWER_BYTES) {
    return [{ pointer: '', detail: `They may have ${MOST_ANSWER_BYTES} bytes at most.` }];
  }
  if (form) return check(form, answers);
  const isEmpty = Object.keys(answers).length === 0;
  return isEmpty ? [] : [{ pointer: '', detail: 'This task has no form: leave them out.' }];
}

/** The id of the event that tells the run of the answer. */
export function taskEventId({ id, status }: Pick<UserTask, 'id' | 'status'>): string {
  return `${id}/${status}`;
}

/** The event that the run waits for. */
function wordFor(task: UserTask): { event: RecordEvent; group: string; order: string } {
  const { company, runId, step, visit, record, content, status, doneBy, doneAt = '' } = task;
  const id = taskEventId(task);
  const event: RecordEvent = {
    company,
    source: PLATFORM_SOURCE,
    id,
    type: `userTask.${status}`,
    time: doneAt,
    receivedAt: doneAt,
    ...(doneBy !== undefined && { user: doneBy }),
    runId,
    asker: { step, visit },
    record: content ?? { ...record, fields: {} },
  };
  return { event, group: decisionGroup(runId), order: keyOf('task', doneAt, id) };
}
