import type { Visit } from '../run/visit.ts';

/** What is answered where a question names no responses of its own. */
export const APPROVE = 'Approve';
export const REJECT = 'Reject';

/** How many must agree: the first answer decides, all, or so many. */
export type AnswersNeeded = 'first' | 'everyone' | number;

/** An approval that a step asks for by itself, outside the chain of approvers of a record. */
export interface Question {
  /** The step that asked, and its visit: the answers are for its wait and for no other. */
  readonly step: string;
  readonly visit: Visit;
  readonly title: string;
  readonly text?: string;
  readonly needs: AnswersNeeded;
  /** What can be answered, instead of Approve and Reject. */
  readonly responses?: readonly string[];
  /** The answer that won. Absent: undecided. */
  readonly outcome?: string;
  /** Why nobody has to answer any more. A run that is retried asks again what its end had cancelled. */
  readonly cancelledBy?: 'timeout' | 'endOfRun';
}

/** Of how many people a question takes the same answer. */
export function votesNeeded(needs: AnswersNeeded, asked: number): number {
  if (needs === 'first') return 1;
  return needs === 'everyone' ? asked : needs;
}

/**
 * What the answers so far come to; undefined while they decide nothing. A response wins with as many votes as are needed. Approve and Reject:
 * when so many have rejected that the approvals can not come together, it is Reject. Other responses: when none can win any more, the most
 * frequent one, of equals the one that is named first.
 *
 * @param answers of those who have answered.
 * @param asked how many people were asked.
 */
export function outcomeOfAnswers(
  { needs, responses }: Pick<Question, 'needs' | 'responses'>,
  answers: readonly string[],
  asked: number,
): string | undefined {
  const needed = votesNeeded(needs, asked);
  const votes = (response: string) => answers.filter((answer) => answer === response).length;
  const missing = asked - answers.length;
  if (!responses) {
    if (votes(APPROVE) >= needed) return APPROVE;
    return needs === 'first' ? answers[0] : votes(APPROVE) + missing < needed ? REJECT : undefined;
  }
  const mostFirst = [...responses].sort((left, right) => votes(right) - votes(left));
  const [most] = mostFirst;
  if (most === undefined) return undefined;
  const isOver = votes(most) >= needed || votes(most) + missing < needed;
  return isOver ? most : undefined;
}
