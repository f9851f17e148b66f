import fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionChanges } from '../../../shared/domain/workflow/definition-changes.ts';

test.each([
  ['nothing', { a: 1 }, { a: 1 }, []],
  ['a changed member', { a: { b: 1 } }, { a: { b: 2 } }, [{ pointer: '/a/b', kind: 'changed', before: 1, after: 2 }]],
  ['an added member', {}, { a: null }, [{ pointer: '/a', kind: 'added', after: null }]],
  ['a removed member', { a: 1, b: 2 }, { b: 2 }, [{ pointer: '/a', kind: 'removed', before: 1 }]],
  [
    'a new item before others that stay',
    { l: [1, 2] },
    { l: [0, 1, 2] },
    [{ pointer: '/l/0', kind: 'added', after: 0 }],
  ],
  ['an item that went', { l: [1, 2, 3] }, { l: [1, 3] }, [{ pointer: '/l/1', kind: 'removed', before: 2 }]],
  [
    'an item that changed inside',
    { l: [{ x: 1 }, 2] },
    { l: [{ x: 3 }, 2] },
    [{ pointer: '/l/0/x', kind: 'changed', before: 1, after: 3 }],
  ],
  ['names with slashes', { 'a/b': 1 }, { 'a/b': 2 }, [{ pointer: '/a~1b', kind: 'changed', before: 1, after: 2 }]],
])('%s', (_, before, after, changes) => {
  expect(definitionChanges(before, after)).toEqual(changes);
});

test('there are no changes exactly where the values are the same', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (left, right) => {
      const [before, after] = [JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right))];
      expect(definitionChanges(before, before)).toEqual([]);
      expect(definitionChanges(before, after).length === 0).toBe(
        JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)),
      );
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, sorted(member)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}
