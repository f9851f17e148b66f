import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startCronus } from '../../../examples/cronus/start-cronus.ts';
import { isKnownEvent } from '../../../shared/domain/event/entity-verbs.ts';
import { type CronusFixture, connectionTo, openCronus } from './cronus-fixture.ts';

let fixture: CronusFixture;

beforeAll(async () => {
  fixture = await openCronus();
});

afterAll(() => fixture.close());

describe('an ERP that starts for the first time', () => {
  it.each([
    ['106001', 1_200, 'Draft'],
    ['106002', 25_000, 'Draft'],
    ['106003', 450, 'Open'],
  ])('has purchase order %s of exactly %d', async (number, amount, status) => {
    const { body } = await fixture.json('GET', `/api/v2.0/purchaseOrders/${number}`);

    expect(body).toMatchObject({
      totalAmountExcludingTax: amount,
      status,
      purchaser: 'RL',
      currencyCode: '',
      documentType: 'Order',
    });
    const { purchaseOrderLines = [] } = body;
    expect(purchaseOrderLines.reduce((sum, line) => sum + line.netAmount, 0)).toBe(amount);
  });

  it.each([
    ['customers', 5],
    ['vendors', 5],
    ['items', 6],
    ['purchaseOrders', 6],
    ['salesOrders', 3],
  ])('has %s', async (collection, count) => {
    const { body } = await fixture.json('GET', `/api/v2.0/${collection}`);

    expect(body.value).toHaveLength(count);
  });

  it('tells Werkstroom every record once, signed, also when it starts again', async () => {
    await vi.waitFor(() => expect(fixture.fake.events).toHaveLength(25), { timeout: 5_000 });
    await fixture.restart();
    await fixture.get('/');

    const { events } = fixture.fake;
    expect(events).toHaveLength(25);
    expect(new Set(events.map(({ id }) => id)).size).toBe(25);
    expect(events.filter(({ fault }) => fault)).toEqual([]);
    expect(events.filter(({ type }) => !isKnownEvent(type) || !type.endsWith('.created'))).toEqual([]);
  });

  it('says in one line that its port is taken', async () => {
    const port = Number(new URL(fixture.cronus.url).port);
    const starting = startCronus({ port, dataFolder: '.', werkstroom: connectionTo(fixture.fake.url) });

    await expect(starting).rejects.toThrow(new RegExp(`^Port ${port} is in use[^\n]*$`));
  });
});
