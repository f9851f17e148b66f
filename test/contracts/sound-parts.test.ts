import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../shared/contracts/parse-definition.ts';
import { problemsBeside } from '../../shared/contracts/sound-parts.ts';
import { validate } from '../../statemachines/lint/validate.ts';
import { smallCatalogue } from '../statemachines/support/small-catalogue.ts';

const GOOD = { code: 'A', kind: 'automated', on: { event: 'item.modified' }, steps: [{ do: 'approvals.send' }] };

/** All problems of a definition whose form is wrong. */
function problemsOf(value: unknown): string[] {
  const parsed = parseDefinition(value);
  if ('definition' in parsed) throw new Error('Its form is right.');
  const more = parsed.sound ? problemsBeside(parsed.sound, validate(parsed.sound.definition, smallCatalogue())) : [];
  return [...parsed.problems, ...more].map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('beside what is wrong with its form, a definition is checked as far as it goes', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'a step with an unknown member',
      { ...GOOD, steps: [{ do: 'approvals.sent', wiht: {} }, { do: 'nothing.known' }] },
      ['unknown-member /steps/0/wiht', 'unknown-action /steps/0/do', 'unknown-action /steps/1/do'],
    ],
    [
      'a step of no kind, and one that goes to it',
      { ...GOOD, steps: [{ id: 'a', dos: 'x' }, { do: 'nothing.known' }, { goto: 'a' }, { goto: 'b' }] },
      ['unknown-kind /steps/0', 'goto-without-target /steps/3/goto', 'unknown-action /steps/1/do'],
    ],
    [
      'a wrong step deep inside',
      { ...GOOD, steps: [{ try: [{ stop: 'never' }, { do: 'nothing.known' }], catch: [{ do: 'nor.this' }] }] },
      ['invalid-value /steps/0/try/0/stop', 'unknown-action /steps/0/try/1/do', 'unknown-action /steps/0/catch/0/do'],
    ],
    [
      'a condition of a wrong type',
      { ...GOOD, on: { event: 'item.flown', where: { record: { no: [], unitPrice: '>>' } } } },
      ['wrong-type /on/where/record/no', 'unknown-event /on/event', 'filter-syntax /on/where/record/unitPrice'],
    ],
    [
      'a kind that does not exist, and no code',
      { ...GOOD, code: undefined, kind: 'manual', steps: [{ respond: { text: 'x' } }, { do: 'nothing.known' }] },
      ['missing-member /code', 'invalid-value /kind', 'unknown-action /steps/1/do'],
    ],
    ['nothing that could be checked', 'text', ['wrong-type ']],
    [
      'steps that are none',
      { ...GOOD, steps: 5, on: { event: 'item.flown' } },
      ['wrong-type /steps', 'unknown-event /on/event'],
    ],
  ])('%s', (_, value, expected) => {
    expect(problemsOf(value)).toEqual(expected);
  });

  test('what is said of the sound parts of a definition is said of the whole, too, once its form is right', () => {
    const step = fc.constantFrom(
      { do: 'nothing.known' },
      { id: 'a', do: 'approvals.send' },
      { goto: 'a' },
      { goto: 'nowhere' },
      { stop: 'failed' },
      { respond: { text: '{% $x %}' } },
      { set: { x: '{% 1 + %}' } },
      { do: 'records.applyValues' },
      { when: [{ event: 'item.flown', steps: [{ stop: 'failed' }] }] },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.nat(5), fc.boolean(), (steps, place, isMember) => {
        const index = place % steps.length;
        const broken = steps.map((one, at) =>
          at === index ? { ...one, ...(isMember ? { odd: 1 } : { title: 1 }) } : one,
        );
        const whole = parseDefinition({ ...GOOD, steps });
        if (!('definition' in whole)) throw new Error('The form of the whole is right.');
        const ofWhole = validate(whole.definition, smallCatalogue()).map(({ code, pointer }) => `${code} ${pointer}`);
        const [, ...beside] = problemsOf({ ...GOOD, steps: broken });
        expect(beside.filter((problem) => !ofWhole.includes(problem))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
