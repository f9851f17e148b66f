import { expect, it } from 'vitest';
import type { ItemRow } from '../../../local/store/item-row.ts';
import { createRecentItems } from '../../../local/store/recent-items.ts';

const key = { partition: 'thing#p', sort: 'a' };
const row = (version: number, body = '{}'): ItemRow => ['thing#p', 'a', 'thing', version, body, null];

it('answers what was read, and that nothing was there', () => {
  const recent = createRecentItems();
  expect(recent.get(key)).toBeUndefined();
  recent.put(key, row(1));
  recent.put({ ...key, sort: 'b' }, null);
  expect(recent.get(key)).toEqual(row(1));
  expect(recent.get({ ...key, sort: 'b' })).toBeNull();
});

it('knows nothing of a key while it is written, and what was written afterwards', () => {
  const recent = createRecentItems();
  recent.put(key, row(1));
  const end = recent.writing([key]);
  expect(recent.get(key)).toBeUndefined();
  recent.put(key, row(1));
  expect(recent.get(key)).toBeUndefined();
  end([row(2)]);
  expect(recent.get(key)).toEqual(row(2));
});

it('believes the last of several writes only, and none whose outcome is unknown', () => {
  const recent = createRecentItems();
  const endFirst = recent.writing([key]);
  const endSecond = recent.writing([key]);
  endFirst([row(1)]);
  expect(recent.get(key)).toBeUndefined();
  endSecond([row(2)]);
  expect(recent.get(key)).toEqual(row(2));
  recent.writing([key])();
  expect(recent.get(key)).toBeUndefined();
});

it('tells keys apart whose parts are the same text when put together', () => {
  const recent = createRecentItems();
  recent.put({ partition: 'ab', sort: 'c' }, row(1));
  expect(recent.get({ partition: 'a', sort: 'bc' })).toBeUndefined();
});

it('forgets what it has kept for longest when it is full', () => {
  const recent = createRecentItems(4_000);
  const put = (sort: string): void => recent.put({ ...key, sort }, row(1, 'x'.repeat(500)));
  for (const sort of ['a', 'b', 'c', 'd']) put(sort);
  put('e');
  const known = ['a', 'b', 'c', 'd', 'e'].filter((sort) => recent.get({ ...key, sort }) !== undefined);
  expect(known).toEqual(['b', 'c', 'd', 'e']);
});
