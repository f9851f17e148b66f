import { describe, expect, it } from 'vitest';
import { createItemMeter } from '../../../bench/cost/item-meter.ts';

const text = (length: number) => ({ S: 'x'.repeat(length) });
const item = (id: string, bytes: number, places: Readonly<Record<string, string>> = {}) => ({
  pk: { S: id },
  sk: { S: '-' },
  body: text(bytes),
  ...Object.fromEntries(
    Object.entries(places).flatMap(([index, at]) => [
      [`${index}Pk`, { S: index }],
      [`${index}Sk`, { S: at }],
    ]),
  ),
});
const key = (id: string) => ({ pk: { S: id }, sk: { S: '-' } });

describe('the meter of the table', () => {
  it('counts a write by each kilobyte begun, of the larger of old and new', () => {
    const meter = createItemMeter();
    const put = (bytes: number) => meter('PutItemCommand', { Item: item('a', bytes) }, {}).write;
    expect([put(100), put(1_500), put(100), put(100)]).toEqual([1, 2, 2, 1]);
  });

  it('counts each index in which the item appears or goes, twice where its place changes, and none where it stays', () => {
    const meter = createItemMeter();
    const put = (places: Readonly<Record<string, string>>) =>
      meter('PutItemCommand', { Item: item('a', 10, places) }, {}).write;
    expect(put({ lists: '1', due: '1' })).toBe(3);
    expect(put({ lists: '1', due: '1' })).toBe(1);
    expect(put({ lists: '1', due: '2' })).toBe(3);
    expect(put({ lists: '1' })).toBe(2);
    expect(meter('DeleteItemCommand', { Key: key('a') }, {}).write).toBe(2);
  });

  it('counts items of a transaction twice, their indexes once', () => {
    const meter = createItemMeter();
    const parts = [{ Put: { Item: item('a', 10, { lists: '1' }) } }, { ConditionCheck: { Key: key('b') } }];
    expect(meter('TransactWriteItemsCommand', { TransactItems: parts }, {}).write).toBe(2 + 1 + 2);
    expect(meter('TransactWriteItemsCommand', { TransactItems: [{ Delete: { Key: key('a') } }] }, {}).write).toBe(
      2 + 1,
    );
  });

  it('counts a read by four kilobytes, half where it need not be consistent, and one that finds nothing', () => {
    const meter = createItemMeter();
    expect(meter('GetItemCommand', {}, {}).read).toBe(1);
    expect(meter('GetItemCommand', {}, { Item: item('a', 5_000) }).read).toBe(2);
    const found = { Items: [item('a', 3_000), item('b', 3_000)] };
    expect(meter('QueryCommand', { ConsistentRead: true }, found).read).toBe(2);
    expect(meter('QueryCommand', {}, found).read).toBe(1);
    expect(meter('BatchGetItemCommand', {}, { Responses: { items: found.Items } }).read).toBe(1);
    expect(meter('BatchGetItemCommand', {}, { Responses: { items: [item('a', 5_000)] } }).read).toBe(1);
  });

  it('counts nothing for other services', () => {
    expect(createItemMeter()('SendMessageCommand', {}, {})).toEqual({ write: 0, read: 0 });
  });
});
