import { expect, it } from 'vitest';
import { checkInputs } from '../../../functions/manage/check-inputs.ts';
import { OutOfTimeError, withinTime } from '../../../functions/manage/within-time.ts';

const schema = {
  type: 'object',
  required: ['reason'],
  properties: { reason: { type: 'string', minLength: 3 }, code: { type: 'string', pattern: '^(a+)+$' } },
};

it.each([
  { inputs: { reason: 'Late delivery' }, faults: [] },
  { inputs: {}, faults: [{ pointer: '/reason', detail: 'It is required.' }] },
  {
    inputs: { reason: 'x' },
    faults: [{ pointer: '/reason', detail: 'It must NOT have fewer than 3 characters.' }],
  },
])('inputs $inputs have the faults $faults', ({ inputs, faults }) => {
  expect(checkInputs(schema, inputs)).toEqual(faults);
});

it('a pattern that would take for ever is given up after a second, and the runtime goes on', () => {
  const [fault, ...others] = checkInputs(schema, { reason: 'Late', code: `${'a'.repeat(60)}!` });
  expect(fault?.detail).toContain('longer than 1 s');
  expect(others).toEqual([]);
});

it('two flows whose schemas have the same $id do not stand in each other’s way', () => {
  const named = (name: string) => ({ $id: 'inputs', type: 'object', required: [name] });
  expect(checkInputs(named('a'), { a: 1 })).toEqual([]);
  expect(checkInputs(named('b'), { a: 1 })).toEqual([{ pointer: '/b', detail: 'It is required.' }]);
});

it('inputs are checked before they are taken, whatever the schema says', () => {
  expect(checkInputs({ $async: true, type: 'object', required: ['a'] }, {})).toEqual([
    { pointer: '/a', detail: 'It is required.' },
  ]);
});

it('work in time has its result, and its errors are its own', () => {
  expect(withinTime(1_000, () => 7)).toBe(7);
  expect(() => withinTime(1_000, () => JSON.parse('{'))).toThrow(SyntaxError);
  expect(() =>
    withinTime(20, () => {
      for (;;);
    }),
  ).toThrow(OutOfTimeError);
});
