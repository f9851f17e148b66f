import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import sourceSettings from '../../../examples/cronus/source.json' with { type: 'json' };
import { sourceRoutes } from '../../../shared/contracts/api/sources.ts';
import { webhookEvent } from '../../../shared/contracts/webhook-event.ts';
import { toCatalogue } from '../../../shared/domain/event/map-record.ts';
import { type CronusFixture, openCronus } from './cronus-fixture.ts';
import type { FakeAnswer, TakenEvent } from './fake-werkstroom.ts';

let fixture: CronusFixture;

beforeEach(async () => {
  fixture = await openCronus();
  await vi.waitFor(() => expect(fixture.fake.events).toHaveLength(25), { timeout: 5_000 });
  fixture.fake.events.length = 0;
});

afterEach(() => fixture.close());

const setPrice = (unitPrice: number) => fixture.json('PATCH', '/api/v2.0/items/1000', { unitPrice });

async function arrived(count: number): Promise<readonly TakenEvent[]> {
  await vi.waitFor(() => expect(fixture.fake.events.length).toBeGreaterThanOrEqual(count), { timeout: 8_000 });
  return fixture.fake.events;
}

/** Answers the first attempts in some way, and accepts the others. */
function failFirst(attempts: number, answer: FakeAnswer): () => number {
  let count = 0;
  fixture.fake.onEvent = () => {
    count += 1;
    return count <= attempts ? answer : { status: 202 };
  };
  return () => count;
}

describe('events', () => {
  it('fit the contract of the webhook and the mapping of the source', async () => {
    await fixture.json('PATCH', '/api/v2.0/purchaseOrders/106001', { purchaser: 'JO' });
    const [event] = await arrived(1);
    const { record } = webhookEvent.parse(event);
    const { mappings } = sourceRoutes.putSource.body.parse({ kind: 'standard', mappings: sourceSettings.mappings });

    expect(toCatalogue({ fields: record.fields, lines: record.lines ?? [] }, mappings?.purchaseDocument)).toMatchObject(
      {
        fields: { no: '106001', documentType: 'Order', status: 'Open', amount: 1_200, purchaserCode: 'JO' },
        lines: [{ type: 'Item', no: '1400', directUnitCost: 30, amount: 600 }, {}, { type: 'G/L Account' }],
      },
    );
    expect(event?.previous?.fields).toMatchObject({ purchaser: 'RL' });
    expect(event?.record.url).toBe(`${fixture.cronus.url}/purchase-orders/106001`);
  });

  it('of an item leave it to Werkstroom to know what was before', async () => {
    await setPrice(1_100);
    const [event] = await arrived(1);

    expect(event).toMatchObject({ type: 'item.modified', record: { fields: { unitPrice: 1_100 } } });
    expect(event).not.toHaveProperty('previous');
  });

  it('are not written for a change that changes nothing', async () => {
    await setPrice(995);
    await setPrice(1_000);

    expect(await arrived(1)).toHaveLength(1);
  });

  it('of one record arrive in order, whatever goes wrong on the way', async () => {
    const attempts = failFirst(3, { status: 503 });
    for (const price of [1_001, 1_002, 1_003, 1_004]) await setPrice(price);
    const events = await arrived(4);

    expect(events.map(({ record }) => record.fields.unitPrice)).toEqual([1_001, 1_002, 1_003, 1_004]);
    expect(events.filter(({ fault }) => fault)).toEqual([]);
    expect(attempts()).toBe(7);
  });

  it.each([408, 429, 500, 503])('are sent again after status %d', async (status) => {
    const attempts = failFirst(1, { status });
    await setPrice(1_100);
    await arrived(1);

    expect(attempts()).toBe(2);
  });

  it('of other records do not wait for one that is delayed', async () => {
    fixture.fake.onEvent = ({ record }) => ({ status: record.id === '1000' ? 503 : 202 });
    await setPrice(1_100);
    await fixture.json('PATCH', '/api/v2.0/items/1100', { unitPrice: 200 });
    const events = await arrived(1);

    expect(events.map(({ record }) => record.id)).toEqual(['1100']);
  });

  it('that are refused stay on the Integration page until somebody retries; later ones go on', async () => {
    failFirst(1, { status: 422, body: { detail: 'No such verb.' } });
    await setPrice(1_100);
    await setPrice(1_200);
    await arrived(1);
    const { text } = await fixture.get('/integration');

    expect(fixture.fake.events.map(({ record }) => record.fields.unitPrice)).toEqual([1_200]);
    expect(text).toContain('Refused (1)');
    expect(text).toContain('No such verb.');
    const retry = /action="(\/integration\/[^"]+\/retry)"/.exec(text)?.[1] ?? '';
    await fixture.press(retry);
    expect((await arrived(2)).map(({ record }) => record.fields.unitPrice)).toEqual([1_200, 1_100]);
  });

  it('that were delayed are tried again as soon as their record changes again', async () => {
    const attempts = failFirst(5, { status: 503 });
    await setPrice(1_100);
    await vi.waitFor(() => expect(attempts()).toBe(5), { timeout: 8_000, interval: 5 });
    const at = Date.now();
    await setPrice(1_200);
    await arrived(2);

    // Without the change, the sixth attempt would be 1.6 to 3.2 seconds after the fifth.
    expect(Date.now() - at).toBeLessThan(1_000);
  });

  it('survive a restart, under the same id', async () => {
    const ids = new Set<string>();
    fixture.fake.onEvent = ({ id }) => {
      ids.add(id);
      return { status: 503 };
    };
    await setPrice(1_100);
    await vi.waitFor(() => expect(ids.size).toBe(1));
    await fixture.restart();
    fixture.fake.onEvent = () => ({ status: 202 });
    const [event] = await arrived(1);

    expect([...ids]).toEqual([event?.id]);
  });
});
