import type { AwaitEventInput, WaitOutput } from '../contracts/await-event.ts';
import type { ApprovalRequest } from '../domain/approval/approval.ts';
import { PLATFORM_SOURCE } from '../domain/event/event.ts';
import type { Inbox } from '../domain/run/inbox.ts';
import { waitIdOf, withClosedWait } from '../domain/run/inbox-rules.ts';
import type { ActionRecord } from '../domain/run/run.ts';
import { areInSameBranch, type Visit, visitNumbers } from '../domain/run/visit.ts';
import { resultOf } from '../domain/task/user-task.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { requestItems } from '../repositories/approval-items.ts';
import { eventItems } from '../repositories/event-items.ts';
import { inboxItems } from '../repositories/run-items.ts';
import { findTasks } from '../repositories/task-items.ts';
import { isTaskHeard } from './answer-task.ts';
import { outputOf } from './answer-waits.ts';
import { changesOfTask } from './change-task.ts';
import { closeQuestion } from './close-question.ts';
import { decisionGroup } from './compose-outbox.ts';
import { findQuestionIds, loadPendingQuestions } from './find-questions.ts';
import type { LoadedRequest } from './load-request.ts';
import { loadVersion } from './load-version.ts';
import { QUESTION_ANSWERED } from './match-wait.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** Somebody has decided and the run has not heard of it yet: the time is not up for a decision that was made. Try again. */
export class DecisionUnderwayError extends Error {
  override readonly name = 'DecisionUnderwayError';
}

/**
 * The timeout of a wait has struck: closes the wait and answers `timeout`, or answers with the event that ended it first,
 * which the machine then follows. The request, or the task that is cancelled, is written with it, so that a decision comes either before or after the end of the wait.
 *
 * @throws DecisionUnderwayError while a decision that came before is on its way to the run.
 */
export async function closeTimedOutWait(
  ports: Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>,
  input: Extract<AwaitEventInput, { mode: 'timeout' }>,
): Promise<WaitOutput> {
  const { company, runId } = input;
  return retryOnConflict(ports, async (): Promise<WaitOutput> => {
    const before = await inboxItems.get(ports.store, { company, runId });
    if (!before) return { branch: 'timeout' };
    const waitId = waitIdOf({ ...input, mode: 'event' });
    const claim = before.value.waits.find((wait) => wait.id === waitId)?.claim;
    if (claim) return outputOf(ports, before.value, claim);
    const request = await requestItems.get(ports.store, { company, id: runId });
    if (request) await expectDecisionsHeard(ports, request.value);
    const questions = await questionsOf(ports, before.value, input);
    for (const question of questions) await expectDecisionsHeard(ports, question.request.value);
    await ports.store.write([
      inboxItems.update(before, withClosedWait(before.value, waitId)),
      ...(await cancelTask(ports, input)),
      ...(request ? [requestItems.update(request, request.value)] : []),
      ...questions.flatMap((question) => closeQuestion(question, instantOf(ports.clock))),
    ]);
    return { branch: 'timeout' };
  });
}

/** Nobody waits for the task of the step any more. Only of the newest one an answer may be on its way: those before it were waited for. */
async function cancelTask(
  ports: Pick<Ports, 'store' | 'queue'>,
  { company, runId, step, visit }: Extract<AwaitEventInput, { mode: 'timeout' }>,
): Promise<readonly Change[]> {
  const tasks = (await findTasks(ports.store, { company, runId }))
    .filter(({ value }) => value.step === step && areInSameBranch(value.visit, visit))
    .toSorted((left, right) => countOf(left.value.visit) - countOf(right.value.visit));
  const newest = tasks.at(-1);
  if (newest && resultOf(newest.value) && !(await isTaskHeard(ports, newest))) {
    await relayOutbox(ports, { company, group: decisionGroup(runId) });
    throw new DecisionUnderwayError(`The answer to task ${newest.value.id} is on its way to run ${runId}.`);
  }
  if (newest?.value.status !== 'open') return [];
  return changesOfTask(ports, newest, { ...newest.value, status: 'cancelled', cancelledBy: 'timeout' });
}

function countOf(visit: Visit): number {
  return visitNumbers(visit).at(-1) ?? 0;
}

/** What the step has asked by itself and nobody has decided: nobody has to any more. */
async function questionsOf(
  ports: Pick<Ports, 'store'>,
  inbox: Inbox,
  { company, runId, step, visit }: Extract<AwaitEventInput, { mode: 'timeout' }>,
): Promise<readonly LoadedRequest[]> {
  const { waits } = await loadVersion(ports, inbox);
  if (!waits[step]?.some(({ event }) => event === QUESTION_ANSWERED)) return [];
  const mine = (asked: ActionRecord) => asked.step === step && areInSameBranch(asked.visit, visit);
  return loadPendingQuestions(ports, company, await findQuestionIds(ports.store, { company, runId }, mine));
}

async function expectDecisionsHeard(ports: Pick<Ports, 'store' | 'queue'>, request: ApprovalRequest): Promise<void> {
  const { company, runId, lastEventId } = request;
  if (lastEventId === undefined) return;
  const event = await eventItems.get(ports.store, { company, source: PLATFORM_SOURCE, id: lastEventId });
  if (event?.value.status === 'handled') return;
  await relayOutbox(ports, { company, group: decisionGroup(runId) });
  throw new DecisionUnderwayError(`The decision ${lastEventId} is on its way to run ${runId}.`);
}
