import type { AwaitEventInput } from '../contracts/await-event.ts';
import type { Inbox } from '../domain/run/inbox.ts';
import { areInSameBranch, type Visit, visitNumbers } from '../domain/run/visit.ts';
import { resultOf } from '../domain/task/user-task.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { findTasks } from '../repositories/task-items.ts';
import { taskEventId } from './answer-task.ts';
import { cancelledQuestion } from './change-question.ts';
import { changesOfTask } from './change-task.ts';
import { expectHeard } from './expect-heard.ts';
import { findQuestionIds } from './find-questions.ts';
import { loadRequest } from './load-request.ts';
import { loadVersion } from './load-version.ts';
import { QUESTION_ANSWERED } from './match-wait.ts';

type CancelPorts = Pick<Ports, 'store' | 'queue' | 'clock'>;
type TimedOutStep = Extract<AwaitEventInput, { mode: 'timeout' }>;

/**
 * The time of a step is up: nobody has to answer any more what it had asked by itself, a question or a task. Only of the newest one an answer may be
 * on its way: those before it were waited for.
 *
 * @throws DecisionUnderwayError while an answer is on its way to the run.
 */
export async function cancelAsked(ports: CancelPorts, inbox: Inbox, step: TimedOutStep): Promise<readonly Change[]> {
  return [...(await cancelQuestion(ports, inbox, step)), ...(await cancelTask(ports, step))];
}

async function cancelQuestion(ports: CancelPorts, inbox: Inbox, { company, runId, step, visit }: TimedOutStep) {
  const { waits } = await loadVersion(ports, inbox);
  if (!waits[step]?.some(({ event }) => event === QUESTION_ANSWERED)) return [];
  const asked = await findQuestionIds(
    ports.store,
    { company, runId },
    (one) => one.step === step && areInSameBranch(one.visit, visit),
  );
  const requestId = asked.at(-1);
  const newest = requestId === undefined ? undefined : await loadRequest(ports, { company, requestId });
  if (!newest) return [];
  const request = newest.request.value;
  await expectHeard(ports, request, request.lastEventId);
  return request.status === 'pending' ? cancelledQuestion(newest, 'timeout', instantOf(ports.clock)) : [];
}

async function cancelTask(ports: CancelPorts, { company, runId, step, visit }: TimedOutStep) {
  const newest = (await findTasks(ports.store, { company, runId }))
    .filter(({ value }) => value.step === step && areInSameBranch(value.visit, visit))
    .toSorted((left, right) => countOf(left.value.visit) - countOf(right.value.visit))
    .at(-1);
  if (!newest) return [];
  const task = newest.value;
  if (resultOf(task)) await expectHeard(ports, task, taskEventId(task));
  return task.status === 'open'
    ? changesOfTask(ports, newest, { ...task, status: 'cancelled', cancelledBy: 'timeout' })
    : [];
}

function countOf(visit: Visit): number {
  return visitNumbers(visit).at(-1) ?? 0;
}
