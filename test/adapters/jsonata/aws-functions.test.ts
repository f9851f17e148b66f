import jsonata from 'jsonata';
import { expect, test } from 'vitest';
import { addAwsFunctions } from '../../../shared/adapters/jsonata/aws-functions.ts';

async function evaluate(text: string, bindings: Record<string, unknown> = {}): Promise<unknown> {
  const expression = jsonata(text);
  addAwsFunctions(expression, { uuid: () => 'a-uuid', random: () => 0.25 });
  const value = await expression.evaluate(undefined, bindings);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

test.each<[string, unknown]>([
  ['$partition([0], 1)', [[0]]],
  ['$partition([0, 1, 2], 2)', [[0, 1], [2]]],
  ['$partition([0, 1], 5)', [[0, 1]]],
  ['$partition([], 5)', []],
  ['$partition($nothing, 5)', undefined],
  ['$range(0, 9, 3)', [0, 3, 6, 9]],
  ['$range(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['$range(3, 1, -1)', [3, 2, 1]],
  ['$range(1, 0, 1)', []],
  ['$parse("-0")', 0],
  ['$parse("[1, 2, \\"HelloWorld\\"]")', [1, 2, 'HelloWorld']],
  ['$hash("input data", "SHA-1")', 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['$hash("abc", "MD5")', '900150983cd24fb0d6963f7d28e17f72'],
  ['$uuid()', 'a-uuid'],
  ['$random()', 0.25],
  ['$random(1) = $random(2)', false],
  ['$random(1) >= 0 and $random(1) < 1', true],
])('%s', async (text, value) => {
  expect(await evaluate(text)).toEqual(value);
});

test.each<[string, RegExp]>([
  ['$partition([1], 0)', /at least 1/],
  ['$partition([1], 1.5)', /whole size/],
  ['$range(0, 1, 0)', /other than 0/],
  ['$range(0, 1000, 1)', /at most 1000/],
  ['$hash("a", "CRC")', /knows MD5/],
  ['$parse("{")', /JSON/],
  ['$eval("1")', /not available/],
  ['$eval("1", 2)', /not available/],
])('%s is refused', async (text, reason) => {
  await expect(evaluate(text)).rejects.toThrow(reason);
});
