import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../shared/contracts/parse-definition.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';

const GOOD = { code: 'A', kind: 'automated', on: { event: 'item.modified' }, steps: [{ do: 'approvals.send' }] };

/** Read from a text: an object literal with a member `then` looks like a promise to linters. */
function ifStep(whenTrue: unknown, whenFalse: unknown): unknown {
  return JSON.parse(`{"if":"{% true %}","then":${JSON.stringify(whenTrue)},"else":${JSON.stringify(whenFalse)}}`);
}

function problemsOf(value: unknown): readonly Problem[] {
  const parsed = parseDefinition(value);
  return 'problems' in parsed ? parsed.problems : [];
}

test('half a character is refused: stores and AWS would keep another text', () => {
  const [problem] = problemsOf({ ...GOOD, description: `x\uD800` });
  expect(problem?.code).toBe('half-character');
});

test('a definition of each kind of step comes out as it went in', () => {
  const definition = {
    ...GOOD,
    description: 'All kinds',
    category: 'X',
    priority: 5,
    inputs: { type: 'object' },
    on: {
      event: 'item.modified',
      where: {
        record: { a: '1..2', b: 3, c: true },
        lines: { any: { x: 'y' }, every: { z: 1 } },
        change: { field: 'unitPrice', is: 'increased', by: '10%' },
        request: { pendingApprovals: '0' },
        expression: '{% true %}',
      },
    },
    steps: [
      { id: 'a', title: 'First', do: 'email.send', with: { to: ['x', { deep: null }] } },
      {
        when: [{ event: 'item.modified', steps: [{ goto: 'a' }] }],
        timeout: { after: 'P1D', steps: [{ stop: 'failed' }] },
      },
      { set: { total: '{% 1 %}' } },
      ifStep([{ respond: { text: 'x', data: [1] } }], []),
    ],
  };
  expect(parseDefinition(definition)).toEqual({ definition });
});

describe('what is wrong with the form is told by place', () => {
  test.each<[string, unknown, readonly [code: string, pointer: string, message: RegExp][]]>([
    ['no object', 'text', [['wrong-type', '', /an object, not a text/]]],
    ['nothing', null, [['wrong-type', '', /an object, not nothing/]]],
    ['a list', [], [['wrong-type', '', /an object, not a list/]]],
    [
      'everything is missing',
      {},
      [
        ['missing-member', '/code', /"code" is required/],
        ['missing-member', '/kind', /required|must be one of/],
        ['missing-member', '/on', /required|object with one of/],
        ['missing-member', '/steps', /required/],
      ],
    ],
    ['an unknown member', { ...GOOD, stpes: [] }, [['unknown-member', '/stpes', /"stpes"/]]],
    [
      'an unknown kind',
      { ...GOOD, kind: 'manual' },
      [['invalid-value', '/kind', /approval, automated, scheduled, instant/]],
    ],
    ['an unknown trigger', { ...GOOD, on: { webhook: 'x' } }, [['unknown-kind', '/on', /event, instant/]]],
    [
      'two triggers',
      { ...GOOD, on: { event: 'a.b', instant: { entity: 'x' } } },
      [['ambiguous-kind', '/on', /event and instant/]],
    ],
    ['a step without kind', { ...GOOD, steps: [{ dos: 'x' }] }, [['unknown-kind', '/steps/0', /one of do, when/]]],
    [
      'a step with two kinds',
      { ...GOOD, steps: [{ do: 'x', stop: 'failed' }] },
      [['ambiguous-kind', '/steps/0', /do and stop/]],
    ],
    [
      'a step that is a text',
      { ...GOOD, steps: ['approvals.send'] },
      [['wrong-type', '/steps/0', /object with one of do/]],
    ],
    [
      'problems deep inside, all at once',
      { ...GOOD, steps: [{ when: [{ event: 1, steps: [{ goto: 2 }, { stop: 'never' }] }], timeout: {} }] },
      [
        ['wrong-type', '/steps/0/when/0/event', /a text, not a number/],
        ['wrong-type', '/steps/0/when/0/steps/0/goto', /a text, not a number/],
        ['invalid-value', '/steps/0/when/0/steps/1/stop', /succeeded, failed, cancelled/],
        ['missing-member', '/steps/0/timeout/after', /required/],
        ['missing-member', '/steps/0/timeout/steps', /required/],
      ],
    ],
    [
      'an unknown member of a step',
      { ...GOOD, steps: [{ do: 'x', wiht: {} }] },
      [['unknown-member', '/steps/0/wiht', /wiht/]],
    ],
    [
      'a filter that is a list',
      { ...GOOD, on: { event: 'a.b', where: { record: { 'x/y': [] } } } },
      [['wrong-type', '/on/where/record/x~1y', /a text, a number/]],
    ],
  ])('%s', (_, value, expected) => {
    const problems = problemsOf(value);
    expect(problems.map(({ pointer }) => pointer)).toEqual(expected.map(([, pointer]) => pointer));
    for (const { hint } of problems) expect(hint).not.toBe('');
    for (const [index, [code, , message]] of expected.entries()) {
      expect(problems[index]?.message).toMatch(message);
      if (value !== null && Object.keys(Object(value)).length > 0) expect(problems[index]?.code).toBe(code);
    }
  });
});

test('a word that is nearly right is suggested', () => {
  expect(problemsOf({ ...GOOD, steps: [{ wen: [] }] })[0]?.hint).toBe('Did you mean when?');
  expect(problemsOf({ ...GOOD, kind: 'automatic' })[0]?.hint).toBe('Did you mean automated?');
  expect(problemsOf({ ...GOOD, stpes: [] })[0]?.hint).toBe('Did you mean steps?');
  expect(problemsOf({ ...GOOD, steps: [{ do: 'x', whith: {} }] })[0]?.hint).toBe('Did you mean with?');
  const when = [{ event: 'a.b', whre: {}, steps: [] }];
  expect(problemsOf({ ...GOOD, steps: [{ when }] })[0]?.hint).toBe('Did you mean where?');
});

test('where nothing is nearly right, the hint says what may stand there, and what it means', () => {
  expect(problemsOf({ ...GOOD, on: { event: 'a.b', xyz: 1 } })[0]?.hint).toBe('There may be event, where, ignoreOwn.');
  expect(problemsOf({ ...GOOD, code: undefined })[0]?.hint).toBe(
    'Names the workflow in its company. At most 20 characters.',
  );
  expect(problemsOf({ ...GOOD, steps: [{ wait: { for: 5 } }] })[0]?.hint).toMatch(/A duration/);
});

describe('limits', () => {
  const nested = (depth: number): unknown => (depth === 0 ? { stop: 'failed' } : ifStep([nested(depth - 1)], []));

  test('500 steps, and no more', () => {
    const steps = (count: number) => ({ ...GOOD, steps: Array.from({ length: count }, () => ({ do: 'x' })) });
    expect(problemsOf(steps(500))).toEqual([]);
    expect(problemsOf(steps(501))).toMatchObject([{ code: 'too-many-steps', pointer: '/steps' }]);
  });

  test('8 levels of steps, and no more', () => {
    expect(problemsOf({ ...GOOD, steps: [nested(7)] })).toEqual([]);
    expect(problemsOf({ ...GOOD, steps: [nested(8)] })).toMatchObject([{ code: 'too-deep' }]);
  });

  test('8,192 characters of an expression, and no more', () => {
    const text = (length: number) => `{%${'x'.repeat(length - 4)}%}`;
    const withText = (length: number) => ({ ...GOOD, steps: [{ do: 'x', with: { a: [text(length)] } }] });
    expect(problemsOf(withText(8_192))).toEqual([]);
    expect(problemsOf(withText(8_193))).toMatchObject([{ code: 'expression-too-long', pointer: '/steps/0/with/a/0' }]);
  });

  test('nesting can not exhaust the stack', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(problemsOf({ ...GOOD, inputs: { deep } })).toMatchObject([{ code: 'too-deep' }]);
  });
});

test('any value is a definition or has problems', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({
          ...Object.fromEntries(
            Object.entries(GOOD).map(([name, value]) => [name, fc.oneof(fc.constant(value), fc.anything())]),
          ),
        }),
      ),
      (value) => {
        const parsed = parseDefinition(value);
        expect('definition' in parsed || parsed.problems.length > 0).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});
