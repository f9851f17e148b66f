import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDefinitionText } from '../../shared/contracts/parse-definition-text.ts';

const YAML = `
code: A
kind: automated
on: { event: item.modified }
steps:
  - do: email.send
    with: &mail { to: a@b.example }
  - do: email.send
    with: *mail
`;

function messagesOf(text: string): string[] {
  return parseDefinitionText(text).flatMap((parsed) =>
    'problems' in parsed ? parsed.problems.map(({ message }) => message) : [],
  );
}

test('YAML, JSON and several documents are read', () => {
  const [first, second, ...more] = parseDefinitionText(
    `${YAML}---\n{"code": "B",\n\t"kind": "instant", "on": {"instant": {"entity": "customer"}}, "steps": []}\n`,
  );
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    definition: {
      code: 'A',
      on: { event: 'item.modified' },
      steps: [{ with: { to: 'a@b.example' } }, { with: { to: 'a@b.example' } }],
    },
  });
  expect(second).toMatchObject({ definition: { code: 'B' } });
});

test('an empty text holds no definition', () => {
  expect(parseDefinitionText('')).toEqual([]);
  expect(parseDefinitionText('# nothing\n---\n')).toEqual([]);
});

describe('problems say line and column', () => {
  test.each<[string, string, RegExp]>([
    ['of a wrong value', YAML.replace('automated', 'manual'), /^Line 3, column 7: It must be one of/],
    ['of an unknown member', `${YAML}stpes: []\n`, /^Line 10, column 8: There is no member "stpes"/],
    [
      'of a step with a missing member',
      YAML.replace('- do: email.send\n    with: &mail', '- dou: email.send\n    with: &mail'),
      /^Line 6, column 5: It needs one of/,
    ],
    [
      'in the second document',
      `${YAML}---\ncode: 1\nkind: instant\non: { instant: { entity: x } }\nsteps: []\n`,
      /^Line 11, column 7: It must be a text/,
    ],
    ['of a syntax error', 'code: "A\nkind: x', /^Line \d, column \d+: /],
    ['of a member given twice', `${YAML}code: B\n`, /^Line 10, column 1: /],
  ])('%s', (_, text, message) => {
    expect(messagesOf(text)[0]).toMatch(message);
  });
});

test('a text that multiplies itself by aliases is refused quickly', () => {
  const levels = Array.from(
    { length: 30 },
    (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}, *l${level}]`,
  );
  const text = `inputs:\n  l0: &l0 [x, x]\n  ${levels.join('\n  ')}\n`;
  const startedAt = Date.now();
  expect(parseDefinitionText(text)).toMatchObject([{ problems: [{ code: 'too-many-aliases' }] }]);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

test('a text that is too large or too deep is refused', () => {
  expect(parseDefinitionText('x'.repeat(1_000_001))).toMatchObject([{ problems: [{ code: 'text-too-large' }] }]);
  expect(parseDefinitionText('['.repeat(50_000))[0]).toHaveProperty('problems');
});

test.each([
  ['brackets that are never closed', '['.repeat(200_000), 'too-deep'],
  ['brackets that are closed', '['.repeat(5_000) + ']'.repeat(5_000), 'too-deep'],
  ['objects', `${'{a: '.repeat(3_000)}1${'}'.repeat(3_000)}`, 'too-deep'],
  ['lists in a line', '- '.repeat(100_000), 'too-deep'],
  ['keys in a line', '? '.repeat(100_000), 'too-deep'],
  ['blocks', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'too-deep'],
  ['documents', '--- {}\n'.repeat(100_000), 'text-too-large'],
])('too many %s are one problem', (_, text, code) => {
  const [parsed, ...others] = parseDefinitionText(text);
  expect(others).toEqual([]);
  expect(parsed).toMatchObject({ problems: [{ code }] });
});

test('of very many syntax errors the first hundred are told', () => {
  expect(messagesOf('a: [}\n'.repeat(2_000)).length).toBe(100);
});

test('brackets in texts and wide indentation of continued lines are no nesting', () => {
  const brackets = YAML.replace('a@b.example', `"${'['.repeat(500)}"`);
  const text = `${brackets}description: |\n${' '.repeat(300)}x\n`;
  expect(messagesOf(text)).toEqual([]);
});

test('a member named __proto__ changes nothing', () => {
  const parsed = parseDefinitionText(`${YAML}__proto__: { polluted: true }\n`);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(parsed[0]).toHaveProperty('problems');
});

test('any text ends in definitions or problems', () => {
  const token = fc.constantFrom(
    ': ',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&a ',
    '*a',
    '---\n',
    '? ',
    '| ',
    '!!set ',
    '<<: ',
    'code',
    'steps',
    'do',
    '#',
    '%',
    '\t',
  );
  const text = fc.array(fc.oneof(token, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      for (const parsed of parseDefinitionText(written))
        expect('definition' in parsed || parsed.problems.length > 0).toBe(true);
    }),
    { numRuns: 1_500 },
  );
});
