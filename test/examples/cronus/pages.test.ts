import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CronusFixture, openCronus } from './cronus-fixture.ts';

let fixture: CronusFixture;

beforeAll(async () => {
  fixture = await openCronus();
});

afterAll(() => fixture.close());

const EVIL = '<script>alert("1")</script>';

describe('pages', () => {
  it.each([
    '/',
    '/purchase-orders',
    '/purchase-orders?status=Released',
    '/purchase-orders/106001',
    '/purchase-orders/106001/edit',
    '/purchase-orders/106001/delete',
    '/purchase-orders/new',
    '/sales-orders',
    '/sales-orders/101001',
    '/customers',
    '/customers/10000',
    '/customers/new',
    '/vendors/10000',
    '/items/1000',
    '/integration',
  ])('%s is shown with a strict policy and no script', async (path) => {
    const page = await fixture.get(path);

    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.text).not.toContain('<script');
    expect(page.text.match(/<h1/g)).toHaveLength(1);
    expect(page.text).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each(['/nothing', '/purchase-orders/9', '/items/%3Cb%3E', '/items/%'])('%s is not there', async (path) => {
    const page = await fixture.get(path);

    expect(page.status).toBe(404);
    expect(page.text).toContain('Not found');
    expect(page.text).not.toContain('<b>');
  });

  it('show statuses in the words of Business Central', async () => {
    const { text } = await fixture.get('/purchase-orders');

    for (const words of ['Open', 'Released', 'Posted']) expect(text).toContain(`>${words}</span>`);
    expect((await fixture.get('/purchase-orders/106001')).text).toContain('1,200.00 EUR');
  });

  it('escape what people typed', async () => {
    await fixture.press('/customers/20000', { displayName: EVIL, creditLimit: '1' });

    for (const path of ['/customers', '/customers/20000']) {
      const { text } = await fixture.get(path);
      expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)');
      expect(text).not.toContain('<script');
    }
  });

  it('remember the chosen user and go back to where they were', async () => {
    const page = await fixture.press('/user', { user: 'manager', back: '/items' });
    expect(page.text).toContain('<option selected>manager</option>');

    const [stranger, elsewhere] = [
      { user: 'nobody', back: '/' },
      { user: 'manager', back: '//evil.example' },
    ];
    expect((await fixture.press('/user', stranger)).text).toContain('<option selected>purchaser</option>');
    expect((await fixture.press('/user', elsewhere)).text).toContain('Good day');
  });

  it('keep what was typed and say beside the field what is wrong', async () => {
    const page = await fixture.press('/items/1100', { displayName: 'Wheel', unitPrice: '12,5', unitCost: '1' });

    expect(page.status).toBe(422);
    expect(page.text).toContain('value="12,5"');
    expect(page.text).toContain('It must be a number.');
    expect((await fixture.json('GET', '/api/v2.0/items/1100')).body.displayName).toBe('Front Wheel');
  });

  it('do not let a second user overwrite what they have not seen', async () => {
    const { text } = await fixture.get('/vendors/30000');
    const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
    await fixture.press('/vendors/30000', { version, displayName: 'First' });
    const page = await fixture.press('/vendors/30000', { version, displayName: 'Second' });

    expect(page.flash).toContain('Another user has changed Vendor 30000');
    expect((await fixture.json('GET', '/api/v2.0/vendors/30000')).body.displayName).toBe('First');
  });

  it('block and unblock a vendor', async () => {
    expect((await fixture.press('/vendors/40000/block')).text).toContain('<span class="pill blocked">Blocked</span>');
    expect((await fixture.press('/vendors/40000/unblock')).flash).toBe('Vendor 40000 is not blocked any more.');
  });

  it('refuse a change that another site sends', async () => {
    const answer = await fetch(`${fixture.cronus.url}/purchase-orders/106001/delete`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });

    expect(answer.status).toBe(403);
    expect((await fixture.get('/purchase-orders/106001')).status).toBe(200);
  });

  it('answer 405 where an address is for something else', async () => {
    const answer = await fetch(`${fixture.cronus.url}/purchase-orders/106001/release`);

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

describe('orders on pages', () => {
  const line = (type: string, number: string, description: string, quantity: string, amount: string) =>
    [
      ['lineType', type],
      ['lineObjectNumber', number],
      ['description', description],
      ['quantity', quantity],
      ['unitAmount', amount],
    ] as [string, string][];
  const header: [string, string][] = [
    ['partnerNumber', '10000'],
    ['orderDate', '2026-03-02'],
  ];

  it('are made, with empty rows left out, and deleted after a question', async () => {
    const made = await fixture.press('/purchase-orders/new', [
      ...header,
      ...line('Item', '1000', '', '2', ''),
      ...line('Item', '', '', '', ''),
    ]);
    expect(made.flash).toBe('Purchase Order 106007 is saved.');
    expect(made.text).toContain('1,200.00 EUR');

    const deleted = await fixture.press('/purchase-orders/106007/delete');
    expect(deleted.flash).toBe('Purchase Order 106007 is deleted.');
    expect((await fixture.get('/purchase-orders/106007')).status).toBe(404);
    const next = await fixture.press('/purchase-orders/new', header);
    expect(next.flash).toBe('Purchase Order 106008 is saved.');
  });

  it('get more room for lines without losing what was typed', async () => {
    const page = await fixture.press('/purchase-orders/new', [
      ...header,
      ...line('Item', '1000', '', '2', ''),
      ['do', 'add-lines'],
    ]);

    expect(page.text.match(/name="quantity"/g)).toHaveLength(4);
    expect(page.text).toContain('value="1000"');
  });

  it('show what is wrong in a line', async () => {
    const page = await fixture.press('/purchase-orders/new', [...header, ...line('Item', '77', '', 'two', '')]);

    expect(page.status).toBe(422);
    expect(page.text).toContain('Item 77 does not exist. It must be a number.');
  });

  it('that are released can be neither edited nor deleted', async () => {
    expect((await fixture.press('/purchase-orders/106003/edit', header)).flash).toContain('Current value is');
    expect((await fixture.press('/purchase-orders/106003/delete')).flash).toContain('Current value is');
    expect((await fixture.get('/purchase-orders/106003/edit')).status).toBe(303);
  });

  it('keep the vendor that they name from being deleted', async () => {
    expect((await fixture.press('/vendors/10000/delete')).flash).toContain('Purchase Order 106001 names it');
  });
});
