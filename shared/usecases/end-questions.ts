import type { ActionRecord } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { cancelledQuestion, reopenedQuestion } from './change-question.ts';
import { findQuestionIds, questionIdsIn } from './find-questions.ts';
import { type LoadedRequest, loadRequest } from './load-request.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type QuestionPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** A run that has ended waits for nobody: the questions of its steps, among all that it did, are cancelled. May be repeated. */
export function cancelPendingQuestions(
  ports: QuestionPorts,
  { company }: { company: string },
  actions: readonly ActionRecord[],
): Promise<void> {
  return changeAll(ports, { company, requestIds: questionIdsIn(actions) }, (asked) =>
    asked.request.value.status === 'pending' ? cancelledQuestion(asked, 'endOfRun', instantOf(ports.clock)) : [],
  );
}

/** A run that is retried waits again for the answers to what its end had cancelled. May be repeated. */
export async function openCancelledQuestions(
  ports: QuestionPorts,
  { company, runId }: { company: string; runId: string },
): Promise<void> {
  const requestIds = await findQuestionIds(ports.store, { company, runId });
  await changeAll(ports, { company, requestIds }, (asked) => {
    const { question } = asked.request.value;
    return question?.cancelledBy === 'endOfRun' ? reopenedQuestion(asked, question) : [];
  });
}

/** Each question has a write of its own: one write holds only so many items. */
async function changeAll(
  ports: QuestionPorts,
  { company, requestIds }: { company: string; requestIds: readonly string[] },
  change: (asked: LoadedRequest) => readonly Change[],
): Promise<void> {
  for (const requestId of requestIds) {
    await retryOnConflict(ports, async () => {
      const asked = await loadRequest(ports, { company, requestId });
      const changes = asked ? change(asked) : [];
      if (changes.length > 0) await ports.store.write([...changes]);
    });
  }
}
