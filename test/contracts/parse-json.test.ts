import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFaultPosition } from '../../shared/contracts/json-fault-position.ts';
import { parseJson } from '../../shared/contracts/parse-json.ts';

test.each([
  ['abc', 'line 1, column 1 (position 0)'],
  ['', 'line 1, column 1 (position 0)'],
  ['{\n  "a": 1,\n}', 'line 3, column 1 (position 12)'],
  ['{"a": nope}', 'line 1, column 7 (position 6)'],
  ['[1,\n2', 'line 2, column 2 (position 5)'],
  ['{"a":1} x', 'line 1, column 9 (position 8)'],
])('says where %j stops being JSON', (text, place) => {
  expect(parseJson(text)).toEqual({ kind: 'malformed', detail: expect.stringContaining(place) });
});

test('finds the stray character in any JSON', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', ' ', '\n'), (json, blank) => {
      expect(jsonFaultPosition(`${json}${blank};`)).toBe(json.trimEnd().length + blank.length);
      expect(jsonFaultPosition(`[${json},;`)).toBe(json.length + 2);
    }),
  );
});

test('is not impressed by deep nesting', () => {
  expect(jsonFaultPosition('['.repeat(200_000))).toBe(200_000);
});
