import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CronusFixture, openCronus } from './cronus-fixture.ts';

let fixture: CronusFixture;

beforeEach(async () => {
  fixture = await openCronus();
});

afterEach(() => fixture.close());

const order = (id: string) => ({ entity: 'purchaseDocument', id });
const statusOf = async (id: string) => (await fixture.json('GET', `/api/v2.0/purchaseOrders/${id}`)).body.status;

describe('commands', () => {
  it.each([
    ['record.setStatus', '106001', { status: 'In Review' }, 'In Review', 'purchaseDocument.modified'],
    ['record.release', '106001', undefined, 'Open', 'purchaseDocument.released'],
    ['record.reopen', '106003', undefined, 'Draft', 'purchaseDocument.reopened'],
    ['record.post', '106003', undefined, 'Open', 'purchaseDocument.posted'],
    ['record.applyValues', '106001', { purchaser: 'JO' }, 'Draft', 'purchaseDocument.modified'],
  ])('%s is done, and its event names the command', async (type, id, values, status, event) => {
    const answer = await fixture.command({ id: 'c-1', type, record: order(id), ...(values && { values }) });

    expect(answer.status).toBe(200);
    expect(await statusOf(id)).toBe(status);
    const told = await vi.waitFor(() => {
      const found = fixture.fake.events.find(({ cause }) => cause === 'c-1');
      if (!found) throw new Error('not yet');
      return found;
    });
    expect(told).toMatchObject({ type: event, user: 'purchaser', record: { id } });
  });

  it('change a card by record.applyValues', async () => {
    const record = { entity: 'customer', id: '10000' };
    const answer = await fixture.command({ type: 'record.applyValues', record, values: { creditLimit: 60_000 } });

    expect(answer.status).toBe(200);
    expect((await fixture.json('GET', '/api/v2.0/customers/10000')).body.creditLimit).toBe(60_000);
  });

  it('are done once, and answered the same again', async () => {
    const command = { id: 'c-1', type: 'record.release', record: order('106001') };
    await fixture.command(command);
    await fixture.command({ id: 'c-2', type: 'record.reopen', record: order('106001') });

    expect(await fixture.command(command)).toEqual({ status: 200 });
    expect(await statusOf('106001')).toBe('Draft');
  });

  it('are answered the same again after a restart, and a refusal too', async () => {
    const command = { id: 'c-1', type: 'record.release', record: order('106005') };
    const refused = await fixture.command(command);
    await fixture.json('PATCH', '/api/v2.0/vendors/50000', { blocked: '' });
    await fixture.restart();

    expect(refused).toEqual({ status: 409, detail: 'Vendor 50000 is blocked.' });
    expect(await fixture.command(command)).toEqual(refused);
    expect((await fixture.command({ ...command, id: 'c-2' })).status).toBe(200);
  });

  it('that find their work done already say so and tell nothing', async () => {
    await vi.waitFor(() => expect(fixture.fake.events).toHaveLength(25), { timeout: 5_000 });
    expect((await fixture.command({ type: 'record.release', record: order('106003') })).status).toBe(200);
    expect((await fixture.command({ type: 'record.reopen', record: order('106001') })).status).toBe(200);

    expect((await fixture.get('/integration')).text).toContain('Sent (25)');
  });

  it.each([
    ['a vendor that is blocked', 'record.release', order('106005'), 409, 'Vendor 50000 is blocked.'],
    ['an order that is not released', 'record.post', order('106001'), 409, /must be equal to 'Released'/],
    ['an order that is posted', 'record.reopen', order('106004'), 409, 'Purchase Order 106004 is posted.'],
    ['a record that does not exist', 'record.release', order('9'), 422, 'Purchase Order 9 does not exist.'],
    ['an entity that is not here', 'record.release', { entity: 'lead', id: '1' }, 422, /no lead/],
    ['a command that is not known', 'record.explode', order('106001'), 422, /record\.explode/],
    ['a name of every object', 'constructor', order('106001'), 422, /constructor/],
    ['a card without a status', 'record.release', { entity: 'item', id: '1000' }, 422, /no status/],
    ['a status that is not known', 'record.setStatus', order('106001'), 422, /Draft, In Review, Open/],
  ])('are refused for %s', async (_, type, record, status, detail) => {
    const answer = await fixture.command({ type, record });

    expect(answer.status).toBe(status);
    expect(answer.detail).toMatch(detail);
  });

  it.each([
    ['without a signature', { 'webhook-signature': '' }],
    ['with a signature of something else', { 'webhook-signature': `v1,${'A'.repeat(43)}=` }],
    ['with an id that was not signed', { 'webhook-id': 'other' }],
    ['from long ago', { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 301) }],
    ['with a time that is none', { 'webhook-timestamp': 'now' }],
  ])('are not believed %s', async (_, headers) => {
    const answer = await fixture.command({ type: 'record.release', record: order('106001') }, headers);

    expect(answer.status).toBe(401);
    expect(await statusOf('106001')).toBe('Draft');
  });
});
