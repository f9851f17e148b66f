import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDefinition } from '../../../shared/contracts/parse-definition.ts';
import { mayWait } from '../../../shared/domain/workflow/may-wait.ts';
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
    fc.record({
      ...head,
      forEach: fc.oneof(text, fc.array(text, { maxLength: 2 })),
      as: fc.option(fc.constantFrom('item', 'line', 'a', 'one'), { nil: undefined }),
      steps: tie('steps'),
      result: fc.option(text, { nil: undefined }),
    }),
    fc.record({
      ...head,
      parallel: fc.array(fc.record({ steps: tie('steps'), result: fc.option(text, { nil: undefined }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({ ...head, try: tie('steps'), catch: tie('steps') }),
    fc.record({ ...head, wait: fc.oneof(fc.record({ for: fc.constantFrom('P1D', '{% 5 %}', 'soon') })) }),
    fc.record({ ...head, wait: fc.oneof(fc.record({ until: fc.constantFrom('2030-01-01', '{% $one %}', 'soon') })) }),
    fc.record({
      ...head,
      switch: text,
      cases: fc.array(fc.record({ is: fc.oneof(fc.string(), fc.constant([1, true, null])), steps: tie('steps') }), {
        minLength: 1,
        maxLength: 3,
      }),
      else: fc.option(tie('steps'), { nil: undefined }),
    }),
    fc.record({ ...head, run: fc.string(), background: fc.boolean() }),
    fc.record({ ...head, approve: fc.record({ title: fc.string(), to: text }) }),
    fc.record({ ...head, task: fc.record({ title: fc.string(), to: text }) }),
    fc
      .record({ ...head, if: text, yes: tie('steps'), no: tie('steps') })
      .map(({ yes, no, ...step }) => Object.fromEntries([...Object.entries(step), ['then', yes], ['else', no]])),
  ),
}));

test('any definition has problems, or compiles to a sound machine', { timeout: 120_000 }, () => {
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
      const workflow = compiled(definition);
      expect(machineFaults(workflow.parsed)).toEqual([]);
      // Who ends a run looks for its inbox only where there may be one.
      if (workflow.machine.includes('await-event')) expect(mayWait(workflow)).toBe(true);
    }),
    { numRuns: Number(process.env.RANDOM_DEFINITIONS ?? 2_000) },
  );
  expect(soundMachines).toBeGreaterThan(50);
});
