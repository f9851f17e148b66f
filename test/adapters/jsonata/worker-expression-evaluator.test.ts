import { afterAll, describe, expect, test } from 'vitest';
import { WorkerExpressionEvaluator } from '../../../shared/adapters/jsonata/worker-expression-evaluator.ts';
import { ExpressionFailedError } from '../../../shared/ports/expression-evaluator.ts';

const evaluator = new WorkerExpressionEvaluator();
afterAll(() => evaluator.close());

describe('the evaluator of expressions', () => {
  test('gives the value of an expression over its variables', async () => {
    const event = { record: { fields: { amount: 1200, currencyCode: 'EUR' } } };
    expect(await evaluator.evaluate('$event.record.fields.amount * 2', { event })).toBe(2400);
    expect(await evaluator.evaluate('$event.record.fields.currencyCode != "USD"', { event })).toBe(true);
    expect(await evaluator.evaluate('$event.record.fields.{"a": amount}', { event })).toEqual({ a: 1200 });
  });

  test('has the functions that Step Functions adds', async () => {
    expect(await evaluator.evaluate('$partition([1..5], 2)', {})).toEqual([[1, 2], [3, 4], [5]]);
    expect(await evaluator.evaluate('$range(0, 9, 3)', {})).toEqual([0, 3, 6, 9]);
    expect(await evaluator.evaluate('$parse("{\\"a\\": [1]}")', {})).toEqual({ a: [1] });
    expect(await evaluator.evaluate('$hash("abc", "SHA-256")', {})).toMatch(/^ba7816bf/);
    expect(await evaluator.evaluate('$uuid()', {})).toMatch(/^[0-9a-f-]{36}$/);
    expect(await evaluator.evaluate('$random(7) = $random(7)', {})).toBe(true);
  });

  test.each([
    ['a syntax error', '1 +', /character 3/],
    ['an expression without a value', '$event.nothing', /gives no value/],
    ['a function as value', '$sum', /gives a function/],
    ['a lambda as value', 'function($x) { $x }', /gives a function/],
    ['$eval', '$eval("1 + 1")', /\$eval is not available/],
    ['endless recursion', '($f := function($n) { 1 + $f($n + 1) }; $f(1))', /never ends|longer than|memory/],
    ['a range that is too long', '$range(1, 100000, 1)', /at most 1000/],
    ['more characters than are allowed', `"${'x'.repeat(9_000)}"`, /8192/],
    ['deep nesting', '('.repeat(8_000), /character 8000|nested too deeply/],
  ])('refuses %s with a reason', async (_, expression, reason) => {
    const failure = evaluator.evaluate(expression, { event: {} });
    await expect(failure).rejects.toThrow(ExpressionFailedError);
    await expect(failure).rejects.toThrow(reason);
  });

  test('stops what takes longer than a second, and goes on with the next one', async () => {
    const startedAt = Date.now();
    const slow = evaluator.evaluate('$match($text, /^(a+)+$/)', { text: `${'a'.repeat(40)}!` });
    const next = evaluator.evaluate('1 + 1', {});
    await expect(slow).rejects.toThrow(/longer than 1 s/);
    expect(await next).toBe(2);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
  });

  test('survives an expression that eats memory', async () => {
    const greedy = '($f := function($a) { $f($append($a, $a)) }; $f([1..1000]))';
    await expect(evaluator.evaluate(greedy, {})).rejects.toThrow(ExpressionFailedError);
    expect(await evaluator.evaluate('"alive"', {})).toBe('alive');
  });

  test.each(['{}.constructor', '{}.__proto__', '{}.__defineGetter__', '$event.constructor', '"text".constructor'])(
    'shows nothing of the language underneath: %s',
    async (expression) => {
      await expect(evaluator.evaluate(expression, { event: { a: 1 } })).rejects.toThrow(/gives no value/);
    },
  );

  test('answers many questions at once, each with its own answer', async () => {
    const questions = Array.from({ length: 50 }, (_, n) => evaluator.evaluate('$n * $n', { n }));
    expect(await Promise.all(questions)).toEqual(Array.from({ length: 50 }, (_, n) => n * n));
  });

  test('starts again after it was closed', async () => {
    const own = new WorkerExpressionEvaluator();
    expect(await own.evaluate('1', {})).toBe(1);
    await own.close();
    expect(await own.evaluate('2', {})).toBe(2);
    await own.close();
  });
});
