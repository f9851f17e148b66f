import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswersNeeded, outcomeOfAnswers } from '../../../shared/domain/approval/question.ts';

const COLOURS = ['Red', 'Blue', 'Green'];

describe('what answers come to', () => {
  test.each<[AnswersNeeded, number, string, string | undefined]>([
    ['first', 3, '', undefined],
    ['first', 3, 'Approve', 'Approve'],
    ['first', 3, 'Reject', 'Reject'],
    ['everyone', 3, 'Approve Approve', undefined],
    ['everyone', 3, 'Approve Approve Approve', 'Approve'],
    ['everyone', 3, 'Approve Reject', 'Reject'],
    [2, 3, 'Approve', undefined],
    [2, 3, 'Approve Reject', undefined],
    [2, 3, 'Approve Reject Approve', 'Approve'],
    [2, 3, 'Reject Reject', 'Reject'],
    [1, 3, 'Reject Reject', undefined],
    [1, 3, 'Reject Reject Reject', 'Reject'],
    [3, 3, 'Reject', 'Reject'],
  ])('%s of %i with "%s": %s', (needs, asked, answers, outcome) => {
    expect(outcomeOfAnswers({ needs }, answers.split(' ').filter(Boolean), asked)).toBe(outcome);
  });

  test.each<[AnswersNeeded, number, string, string | undefined]>([
    ['first', 3, '', undefined],
    ['first', 3, 'Blue', 'Blue'],
    [2, 4, 'Blue Red', undefined],
    [2, 4, 'Blue Red Blue', 'Blue'],
    ['everyone', 2, 'Green Green', 'Green'],
    // Nobody can have all votes any more: the most frequent one, of equals the one that is named first.
    ['everyone', 3, 'Green Blue', 'Blue'],
    [3, 4, 'Green Green Blue', undefined],
    [3, 4, 'Green Green Blue Blue', 'Blue'],
    [3, 5, 'Red Blue Green Green', undefined],
    [3, 5, 'Red Blue Green Green Red', 'Red'],
  ])('%s of %i with own responses "%s": %s', (needs, asked, answers, outcome) => {
    const given = answers.split(' ').filter(Boolean);
    expect(outcomeOfAnswers({ needs, responses: COLOURS }, given, asked)).toBe(outcome);
  });
});

/** Everybody answers in this order until it is decided. */
function decide(needs: AnswersNeeded, answers: readonly string[], responses?: readonly string[]): string | undefined {
  for (let count = 1; count <= answers.length; count += 1) {
    const rule = { needs, ...(responses && { responses }) };
    const outcome = outcomeOfAnswers(rule, answers.slice(0, count), answers.length);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

const people = (answer: readonly string[]) => fc.array(fc.constantFrom(...answer), { minLength: 1, maxLength: 9 });

describe('whatever people answer', () => {
  test('it is decided at the latest when all have answered', () => {
    fc.assert(
      fc.property(people(COLOURS), fc.nat(), fc.boolean(), (answers, number, first) => {
        const needs = first ? 'first' : 1 + (number % answers.length);
        expect(COLOURS).toContain(decide(needs, answers, COLOURS));
        expect(['Approve', 'Reject']).toContain(
          decide(
            needs,
            answers.map((colour) => (colour === 'Red' ? 'Reject' : 'Approve')),
          ),
        );
      }),
    );
  });

  test('any order of Approve and Reject gives one outcome, where a number or everyone is needed', () => {
    fc.assert(
      fc.property(
        people(['Approve', 'Reject']).chain((answers) =>
          fc.tuple(
            fc.constant(answers),
            fc.shuffledSubarray(answers, { minLength: answers.length, maxLength: answers.length }),
          ),
        ),
        fc.nat(),
        ([answers, shuffled], number) => {
          const quorum = 1 + (number % answers.length);
          expect(decide(quorum, shuffled)).toBe(decide(quorum, answers));
          expect(decide('everyone', shuffled)).toBe(answers.includes('Reject') ? 'Reject' : 'Approve');
        },
      ),
    );
  });
});
