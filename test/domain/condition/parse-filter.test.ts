import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FilterSyntaxError } from '../../../shared/domain/condition/filter-syntax-error.ts';
import { matchFilter } from '../../../shared/domain/condition/match-filter.ts';
import { parseFilter } from '../../../shared/domain/condition/parse-filter.ts';

describe('a text that is no filter names the place and what was expected', () => {
  test.each([
    ['', 1, /''.*empty/],
    ['   ', 1, /''.*empty/],
    ['>', 2, /a value/],
    ['1|', 3, /a value/],
    ['|1', 1, /a value/],
    ['1||2', 3, /a value/],
    ['(1', 3, /closing parenthesis/],
    ['1)', 2, /\| or & or the end/],
    ['1..2..3', 5, /\| or & or the end/],
    ['..', 3, /a value/],
    ['>1..2', 3, /no range after >/],
    ["'open", 1, /apostrophe/],
    ["'''", 1, /apostrophe/],
    ['a=b', 2, /apostrophes/],
    ['Cash (EUR)', 6, /\| or & or the end/],
    ['>A*', 2, /without wildcard/],
    ['A*..B', 1, /without wildcard/],
    ['@a..b', 1, /without wildcard/],
    ['%everybody', 1, /%me or %user/],
    ['%mycustomers', 1, /A\|B.*%mycustomers.*Business Central only/],
    ['1|%MyItems', 3, /%myitems/],
    ['%myvendors', 1, /%myvendors/],
    ['>%me', 2, /token/],
    ['>>1', 2, /apostrophes/],
  ])('%j at %i', (text, position, expected) => {
    const error = parseFilter(text);
    expect(error).toBeInstanceOf(FilterSyntaxError);
    if (!(error instanceof FilterSyntaxError)) return;
    expect(error.position).toBe(position);
    expect(error.expected).toMatch(expected);
    expect(error.message).toContain(`Character ${position}`);
  });
});

test('parentheses can not exhaust the stack', () => {
  expect(parseFilter(`${'('.repeat(5_000)}1${')'.repeat(5_000)}`)).toBeInstanceOf(FilterSyntaxError);
});

test('more than 200 alternatives are fine', () => {
  const filter = parseFilter(Array.from({ length: 1_000 }, (_, n) => String(n)).join('|'));
  expect(filter).not.toBeInstanceOf(FilterSyntaxError);
});

/** Texts made of what means something in a filter. */
const filterText = fc
  .array(
    fc.oneof(
      fc.constantFrom('|', '&', '(', ')', '..', '<', '>', '=', '<>', '*', '?', '@', "'", '%me', 't-1d', '1', 'a', ' '),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

test('any text is a filter that gives an answer, or an error with its place', () => {
  fc.assert(
    fc.property(filterText, fc.jsonValue({ maxDepth: 1 }), (text, value) => {
      const filter = parseFilter(text);
      if (filter instanceof FilterSyntaxError) {
        expect(filter.position).toBeGreaterThanOrEqual(1);
        expect(filter.position).toBeLessThanOrEqual(text.length + 1);
        return;
      }
      expect(typeof matchFilter(filter, JSON.parse(JSON.stringify(value)), { now: 0 })).toBe('boolean');
    }),
    { numRuns: 2_000 },
  );
});

test('any text in apostrophes equals itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const filter = parseFilter(`'${text.replaceAll("'", "''")}'`);
      if (filter instanceof FilterSyntaxError) throw filter;
      expect(matchFilter(filter, text, { now: 0 })).toBe(true);
    }),
  );
});
