import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CronusFixture, openCronus } from './cronus-fixture.ts';

let fixture: CronusFixture;

beforeAll(async () => {
  fixture = await openCronus();
});

afterAll(() => fixture.close());

describe('the JSON API', () => {
  it('says that it lives', async () => {
    expect(await fixture.json('GET', '/api/health')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('replaces the lines of an open order; an item fills in what was left out', async () => {
    const purchaseOrderLines = [
      { lineType: 'Item', lineObjectNumber: '1000', quantity: 3 },
      { lineType: 'Account', lineObjectNumber: '8210', description: 'Freight', quantity: 1, unitCost: 0.1 },
    ];
    const { status, body } = await fixture.json('PATCH', '/api/v2.0/purchaseOrders/106002', { purchaseOrderLines });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      totalAmountExcludingTax: 1_800.1,
      purchaseOrderLines: [{ description: 'Bicycle', unitCost: 600, netAmount: 1_800 }, { netAmount: 0.1 }],
    });
  });

  it.each(['/salesOrders/101001', '/customers/10000'])('takes back what it gave at %s, unchanged', async (path) => {
    const { body: before } = await fixture.json('GET', `/api/v2.0${path}`);
    const { status, body } = await fixture.json('PATCH', `/api/v2.0${path}`, before);

    expect(status).toBe(200);
    expect(body).toEqual(before);
  });

  it.each([
    [true, 'All'],
    [false, ''],
    ['Payment', 'Payment'],
    ['_x0020_', ''],
  ])('blocks a vendor with %s', async (blocked, kept) => {
    const { body } = await fixture.json('PATCH', '/api/v2.0/vendors/20000', { blocked });

    expect(body.blocked).toBe(kept);
  });

  it.each([
    ['/items/9', { unitPrice: 1 }, 404, 'Item 9 does not exist.'],
    ['/items/1000', { unitPrice: '12,5' }, 422, 'unitPrice: It must be a number.'],
    ['/items/1000', { unitPrice: -1 }, 422, 'unitPrice: It must not be negative.'],
    ['/items/1000', { price: 1 }, 422, 'price: Item has no field of this name.'],
    ['/vendors/20000', { blocked: 'Maybe' }, 422, /one of/],
    ['/purchaseOrders/106003', { purchaser: 'JO' }, 409, /must be equal to 'Open'.*Current value is 'Released'/],
    ['/purchaseOrders/106001', { vendorNumber: '9' }, 422, 'vendorNumber: Vendor 9 does not exist.'],
    ['/purchaseOrders/106001', { orderDate: '2026-02-30' }, 422, /orderDate: It must be a day/],
    ['/purchaseOrders/106001', { purchaseOrderLines: [{ lineObjectNumber: '7' }] }, 422, /Item 7 does not exist/],
    ['/purchaseOrders/106001', 'text', 400, /JSON object/],
  ])('refuses PATCH %s %j', async (path, values, status, detail) => {
    const answer = await fixture.json('PATCH', `/api/v2.0${path}`, values);

    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(detail);
  });

  it.each(['/api/v2.0/nothing', '/api/v2.0/items/9'])('answers 404 as problem+json at %s', async (path) => {
    const answer = await fetch(fixture.cronus.url + path);

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
