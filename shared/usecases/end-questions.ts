import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { cancelledQuestion, reopenedQuestion } from './change-question.ts';
import { findQuestionIds } from './find-questions.ts';
import { type LoadedRequest, loadRequest } from './load-request.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type QuestionPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** A run that has ended waits for nobody: the questions of its steps are cancelled. May be repeated. */
export function cancelPendingQuestions(ports: QuestionPorts, run: { company: string; runId: string }): Promise<void> {
  return changeAll(ports, run, (asked) =>
    asked.request.value.status === 'pending' ? cancelledQuestion(asked, 'endOfRun', instantOf(ports.clock)) : [],
  );
}

/** A run that is retried waits again for the answers to what its end had cancelled. May be repeated. */
export function openCancelledQuestions(ports: QuestionPorts, run: { company: string; runId: string }): Promise<void> {
  return changeAll(ports, run, (asked) => {
    const { question } = asked.request.value;
    return question?.cancelledBy === 'endOfRun' ? reopenedQuestion(asked, question) : [];
  });
}

/** Each question has a write of its own: one write holds only so many items. */
async function changeAll(
  ports: QuestionPorts,
  { company, runId }: { company: string; runId: string },
  change: (asked: LoadedRequest) => readonly Change[],
): Promise<void> {
  for (const requestId of await findQuestionIds(ports.store, { company, runId })) {
    await retryOnConflict(ports, async () => {
      const asked = await loadRequest(ports, { company, requestId });
      const changes = asked ? change(asked) : [];
      if (changes.length > 0) await ports.store.write([...changes]);
    });
  }
}
