import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { validate } from '../../../statemachines/lint/validate.ts';
import { compiled } from '../support/compiled.ts';
import { machineFaults } from '../support/machine-faults.ts';
import { smallCatalogue } from '../support/small-catalogue.ts';

const title = fc.option(fc.string({ unit: 'binary', maxLength: 120 }), { nil: undefined });
const id = fc.option(fc.constantFrom('one', 'two', 'three', 'do1', 'when1', 'event', 'Bad'), { nil: undefined });
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '{% $one %}',
    '{% $states.context %}',
    '{% $x',
    '{% 1 + %}',
    '{% $sum($event.record.lines.amount) %}',
  ),
);
const head = { id, title };

/** Members as JSON has them, not yet known to be steps. */
type Written = Record<string, unknown>;

const { steps } = fc.letrec<{ step: Written; steps: Written[] }>((tie) => ({
  steps: fc.array(tie('step'), { maxLength: 4 }),
  step: fc.oneof<fc.Arbitrary<Written>[]>(
    fc.record({
      ...head,
      do: fc.constantFrom('approvals.create', 'approvals.send', 'records.release', 'nothing.such'),
    }),
    fc.record({ ...head, set: fc.dictionary(fc.constantFrom('a', 'b', 'one', 'sum'), text, { maxKeys: 2 }) }),
    fc.record({ ...head, respond: fc.record({ text }) }),
    fc.record({ ...head, goto: fc.constantFrom('one', 'two', 'four') }),
    fc.record({ ...head, stop: fc.constantFrom('succeeded', 'failed', 'cancelled') }),
    fc.record({
      ...head,
      when: fc.array(
        fc.record({ event: fc.constantFrom('item.modified', 'item.flown', 'nonsense'), steps: tie('steps') }),
        { maxLength: 3 },
      ),
      timeout: fc.option(fc.record({ after: fc.constantFrom('P1D', 'P2Y', 'soon'), steps: tie('steps') }), {
        nil: undefined,
      }),
    }),
    fc
      .record({ ...head, if: text, yes: tie('steps'), no: tie('steps') })
      .map(({ yes, no, ...step }) => Object.fromEntries([...Object.entries(step), ['then', yes], ['else', no]])),
  ),
}));

test('any definition has problems, or compiles to a sound machine', () => {
  let soundMachines = 0;
  fc.assert(
    fc.property(steps, (given) => {
      const parsed = parseDefinition(
        JSON.parse(
          JSON.stringify({
            code: 'A',
            kind: 'automated',
            on: { event: 'item.modified' },
            steps: given,
          }),
        ),
      );
      if ('problems' in parsed) return;
      const { definition } = parsed;
      const errors = validate(definition, smallCatalogue()).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return;
      soundMachines += 1;
      expect(machineFaults(compiled(definition).parsed)).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
  expect(soundMachines).toBeGreaterThan(50);
});
