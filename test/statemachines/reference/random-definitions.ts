import fc from 'fast-check';

/** Steps as JSON has them. */
type Written = Record<string, unknown>;

/** Small values, so that conditions of the one kind and of the other are both met often. */
const amount = fc.constantFrom(1, 2, 3);
const value = fc.oneof(
  amount,
  fc.constantFrom(
    '{% $exists($a) ? $a : 0 %}',
    '{% $record.fields.amount %}',
    '{% $event.id %}',
    '{% $b %}',
    [],
    [1],
    null,
  ),
);
const condition = fc.constantFrom(
  '{% $record.fields.amount > 1 %}',
  '{% $exists($a) %}',
  '{% $exists($a) and $a = 1 %}',
  '{% $inputs.list[0] = 2 %}',
  '{% $b %}',
);
const event = fc.constantFrom('item.modified', 'item.deleted');
const branch = (steps: fc.Arbitrary<Written[]>) =>
  fc.record({
    event,
    where: fc.option(fc.record({ record: fc.record({ amount: fc.constantFrom('>1', '3', '<3') }) }), {
      nil: undefined,
    }),
    steps,
  });

const work = fc.record({
  do: fc.constant('test.work'),
  with: fc.record({ value, fail: fc.constantFrom(false, false, false, true, 1) }, { requiredKeys: ['value'] }),
  retry: fc.option(fc.record({ attempts: fc.constantFrom(1, 2) }), { nil: undefined }),
});
/** In branches at the same time nothing fails: how far the others have come then is chance. */
const safeWork = fc.record({ do: fc.constant('test.work'), with: fc.record({ value: amount }) });
const set = fc.record({ set: fc.dictionary(fc.constantFrom('a', 'b'), value, { minKeys: 1, maxKeys: 2 }) });
const stop = fc.record({ stop: fc.constantFrom('succeeded', 'failed', 'cancelled') });
const wait = fc.constant({ wait: { for: 'PT5M' } });

/** Random steps of every kind. Branches set no variables that are set outside, as validation demands; what it refuses is left out by the test. */
export const randomSteps: fc.Arbitrary<Written[]> = fc.letrec<{ step: Written; steps: Written[]; plain: Written[] }>(
  (tie) => ({
    steps: fc.array(tie('step'), { minLength: 1, maxLength: 4 }),
    plain: fc.array(fc.oneof(safeWork, wait), { minLength: 1, maxLength: 3 }),
    step: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'steps' },
      { weight: 5, arbitrary: work },
      { weight: 2, arbitrary: set },
      { weight: 1, arbitrary: stop },
      { weight: 1, arbitrary: wait },
      { weight: 1, arbitrary: fc.record({ goto: fc.constantFrom('w1', 'w2') }) },
      {
        weight: 3,
        arbitrary: fc
          .record({ if: condition, yes: tie('steps'), no: fc.option(tie('steps'), { nil: undefined }) })
          .map(({ yes, no, ...step }) => Object.fromEntries([...Object.entries(step), ['then', yes], ['else', no]])),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          switch: fc.constantFrom('{% $record.fields.amount %}', '{% $a %}', '{% $nothing.at.all %}'),
          cases: fc.array(fc.record({ is: fc.oneof(amount, fc.constant([2, 3])), steps: tie('steps') }), {
            minLength: 1,
            maxLength: 2,
          }),
          else: fc.option(tie('steps'), { nil: undefined }),
        }),
      },
      { weight: 3, arbitrary: fc.record({ try: tie('steps'), catch: tie('steps') }) },
      {
        weight: 3,
        arbitrary: fc.record({
          id: fc.option(fc.constantFrom('w1', 'w2'), { nil: undefined }),
          when: fc.array(branch(tie('steps')), { minLength: 1, maxLength: 3 }),
          timeout: fc.option(fc.record({ after: fc.constant('P2D'), steps: tie('steps') }), { nil: undefined }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          forEach: fc.constantFrom('{% $inputs.list %}', '{% $nothing %}', '{% 7 %}', [
            1,
            '{% $record.fields.amount %}',
          ]),
          as: fc.constantFrom('x', 'y'),
          steps: tie('steps'),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          parallel: fc.array(fc.record({ steps: tie('plain') }), { minLength: 1, maxLength: 2 }),
        }),
      },
    ),
  }),
).steps;

/** Random events after the start. */
export const randomEvents = fc.array(fc.record({ type: event, fields: fc.record({ amount }) }), { maxLength: 5 });
