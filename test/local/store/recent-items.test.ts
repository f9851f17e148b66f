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
  const sorts = [...'abcdefgh'];
  for (const sort of sorts) recent.put({ ...key, sort }, row(1, 'x'.repeat(500)));
  const known = sorts.filter((sort) => recent.get({ ...key, sort }) !== undefined);
  expect(known.length).toBeLessThanOrEqual(4);
  expect(known).toEqual(sorts.slice(-known.length));
});

it('does not forget that something is being written, however much comes meanwhile', () => {
  const recent = createRecentItems(4_000);
  const end = recent.writing([key]);
  for (let n = 0; n < 50; n++) recent.put({ ...key, sort: `other-${n}` }, row(1, 'x'.repeat(500)));
  recent.put(key, row(1));
  expect(recent.get(key)).toBeUndefined();
  end([row(2)]);
  expect(recent.get(key)).toEqual(row(2));
});
