import { describe, expect, it } from 'vitest';
import { BUSINESS_CENTRAL_RULES } from '../../../shared/domain/approval/request-rules.ts';
import { contentOf, createApproval, textOf } from './approval-fixture.ts';

async function pageOf(parts: Parameters<typeof createApproval>[0] = {}) {
  const approval = await createApproval(parts);
  const answer = await approval.open(await approval.linkFor('manager'));
  expect(answer.statusCode).toBe(200);
  return { answer, text: textOf(answer), html: answer.body ?? '' };
}

describe('the page behind a link shows', () => {
  it.each<readonly [string, string | RegExp]>([
    ['what is asked', 'Approve purchase order 106001?'],
    ['who asks, and by when', /purchaser asks for your approval, due Monday,? 9 March 2026\./],
    ['the amount with its currency', '€1,200.00'],
    ['the fields that people decide by', 'Vendor name Fabrikam, Inc. Order date 1 Mar 2026'],
    ['each line', 'Item 1896-S ATHENS Desk 2 500.50 1,001.00'],
    ['a second line', 'G/L Account 8210 Freight 1 199.00 199.00'],
    ['who else decides', /manager is asked now director is asked after the others/],
    ['to whom it can be delegated', 'Delegate to director'],
    ['as whom one decides', 'You decide as manager.'],
  ])('%s', async (_what, shown) => {
    expect((await pageOf()).text).toMatch(shown);
  });

  it('that a comment is needed to reject, where the workflow says so', async () => {
    const rules = { ...BUSINESS_CENTRAL_RULES, commentOnReject: true };
    expect((await pageOf({ request: { rules } })).text).toContain('Comment (required to reject)');
    expect((await pageOf()).text).toContain('Comment (optional)');
  });

  it('the way back to the record in its own system', async () => {
    expect((await pageOf()).html).toContain('<a href="https://erp.example/purchase-orders/106001" rel="noreferrer">');
  });

  it('three buttons, which post to the page itself, and nothing that acts on its own', async () => {
    const { html } = await pageOf();
    expect(html.match(/<form[^>]*>/g)).toEqual(['<form method="post">']);
    expect([...html.matchAll(/name="decision" value="(\w+)"/g)].map(([, value]) => value)).toEqual([
      'approve',
      'reject',
      'delegate',
    ]);
    expect(html).not.toMatch(/<script|http-equiv|<iframe|<img|<link|\son\w+=/i);
  });

  it('what was said before, oldest first', async () => {
    const comment = (userId: string, text: string, minute: number) => ({
      userId,
      text,
      at: `2026-03-02T08:0${minute}:00.000Z`,
    });
    const { text } = await pageOf({
      entry: { comments: [comment('purchaser', 'It is urgent.', 2)] },
      next: { comments: [comment('director', 'Ask the manager first.', 1)] },
    });
    expect(text).toMatch(/director 2 Mar 2026, 09:01 Ask the manager first. purchaser 2 Mar 2026, 09:02 It is urgent./);
  });

  it('dates and numbers in the language and time zone of who reads', async () => {
    const { text, html } = await pageOf({ language: 'nl-NL', timeZone: 'Pacific/Auckland' });
    expect(text).toContain('dinsdag 10 maart 2026');
    expect(text).toContain('€ 1.200,00');
    expect(html).toContain('<html lang="nl-NL">');
  });

  it('no button for delegation when there is nobody to delegate to', async () => {
    const { html, text } = await pageOf({ manager: {} });
    expect(html).not.toContain('value="delegate"');
    expect(text).toContain('Nobody is set up to whom you could delegate.');
  });

  it('a record without lines, address, amount and fields', async () => {
    const { text } = await pageOf({
      record: { entity: 'customer', id: '10000' },
      asked: { fields: {} },
      request: { amount: 0, currency: 'not a currency' },
    });
    expect(text).toContain('Approve customer 10000?');
  });

  it('fields and lines whose names mean something to JavaScript, and values of every kind', async () => {
    const values = { constructor: 'a', toString: [1, true], hasOwnProperty: { valueOf: null }, dueDate: '0001-01-01' };
    const { text } = await pageOf({
      record: { entity: 'constructor', id: '1' },
      asked: { fields: values, lines: [values] },
    });
    expect(text).toContain('Approve constructor 1?');
    expect(text).toMatch(/Constructor .*To string .*Has own property .*a 1, Yes Value of: – –/);
    expect(text).toMatch(/Constructor a Lines/);
  });

  it('a document with thousands of lines, at a price that grows with them and not with their square', async () => {
    const rendered = async (count: number) => {
      const lines = Array.from({ length: count }, (_, index) => ({
        no: `I-${index}`,
        quantity: index,
        amount: index / 3,
      }));
      const approval = await createApproval({ now: { fields: {}, linesBlob: 'lines/many.json' } });
      await approval.blobs.put('lines/many.json', Buffer.from(JSON.stringify(lines)), 'application/json');
      const token = await approval.linkFor('manager');
      const before = process.cpuUsage();
      const text = textOf(await approval.open(token));
      return { text, microseconds: process.cpuUsage(before).user };
    };
    const few = await rendered(900);
    const many = await rendered(9_000);
    expect(many.text).toContain('I-8999 8,999 2,999.66667');
    expect(many.microseconds).toBeLessThan(50 * few.microseconds);
  });

  it('no link to an address that is no web address', async () => {
    const { html } = await pageOf({ asked: { fields: {}, url: 'javascript:alert(1)' } });
    expect(html).not.toContain('javascript:');
  });
});

describe('what changed since approval was asked stands above everything else', () => {
  const asked = { fields: { documentType: 'Order', amount: 1200, status: 'Open' }, lines: [{ no: 'A', quantity: 1 }] };

  it('field by field and line by line', async () => {
    const now = { fields: { ...asked.fields, amount: 1900 }, lines: [{ no: 'A', quantity: 3 }, { no: 'B' }] };
    const { text } = await pageOf({ asked, now });
    expect(text).toContain('This record has changed since approval was asked. Amount: 1,200.00 → 1,900.00');
    expect(text).toContain('Line 1, quantity: 1 → 3');
    expect(text).toContain('Line 2: – → Number: B');
    expect(text.indexOf('has changed')).toBeLessThan(text.indexOf('Lines'));
  });

  it('not the status, which changes by the approval itself', async () => {
    const now = { ...asked, fields: { ...asked.fields, status: 'Pending Approval' } };
    expect((await pageOf({ asked, now })).text).not.toContain('has changed');
  });

  it('the amount is that of now, not the one that was asked', async () => {
    const now = { ...asked, fields: { ...asked.fields, amount: 1900 } };
    expect((await pageOf({ asked, now })).text).toMatch(/Amount 1,900/);
  });
});

describe('opening a link', () => {
  it.each(['GET', 'HEAD'] as const)('with %s changes nothing, however often it is done', async (method) => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const before = contentOf(approval.store);
    for (let times = 0; times < 5; times++) expect((await approval.open(token, method)).statusCode).toBe(200);
    expect(contentOf(approval.store)).toBe(before);
    expect(approval.decisions()).toEqual([]);
    expect(approval.mailer.calls).toEqual([]);
  });

  it('is answered with headers that keep the page from others', async () => {
    const { answer } = await pageOf();
    const { headers = {} } = answer;
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
    });
    const policy = headers['content-security-policy'] ?? '';
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|script-src|\*/);
  });

  it('that was tampered with leads nowhere, and does not say whether there ever was one like it', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    const other = token.startsWith('A') ? 'B' : 'A';
    const pages = [];
    for (const wrong of [`${other}${token.slice(1)}`, token.slice(0, -1), `${token}A`, 'x', '', '../../etc/passwd']) {
      const { statusCode, body } = await approval.open(wrong);
      expect(statusCode).toBe(404);
      pages.push(body);
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).not.toContain('106001');
  });

  it('that is older than 90 days leads nowhere', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager');
    await approval.clock.advance(90 * 86_400_000 - 1_000);
    expect((await approval.open(token)).statusCode).toBe(200);
    await approval.clock.advance(2_000);
    expect((await approval.open(token)).statusCode).toBe(404);
  });

  it('that points into another company leads nowhere', async () => {
    const approval = await createApproval();
    const token = await approval.linkFor('manager', { company: 'other' });
    expect((await approval.open(token)).statusCode).toBe(404);
  });

  it('when something goes wrong gives nothing away', async () => {
    const approval = await createApproval({ now: { fields: {}, linesBlob: 'lines/../secret.json' } });
    const answer = await approval.open(await approval.linkFor('manager'));
    expect(answer.statusCode).toBe(500);
    expect(textOf(answer)).toContain('Something went wrong on our side');
    expect(textOf(answer)).not.toContain('secret');
    expect(answer.headers?.['cache-control']).toBe('no-store');
    expect(approval.errors).toHaveLength(1);
  });
});

describe('a link with nothing to decide any more explains', () => {
  it.each<readonly [string, Parameters<typeof createApproval>[0], string]>([
    [
      'who approved',
      { entry: { status: 'approved', decidedBy: 'manager', decidedAt: '2026-03-02T09:00:00.000Z' } },
      'You approved this on 2 Mar 2026, 10:00. Others still have to decide.',
    ],
    [
      'that somebody else rejected',
      { entry: { status: 'rejected', decidedBy: 'director' }, request: { status: 'rejected' } },
      'director rejected this. purchaser has been told.',
    ],
    [
      'that the request was cancelled',
      { entry: { status: 'canceled' }, request: { status: 'canceled' } },
      'The request was cancelled. There is nothing to decide.',
    ],
    ['that it was handed over', { entry: { assignment: 2, approverId: 'director' } }, 'handed over to director'],
    ['that others decide first', { entry: { status: 'created' } }, 'Others decide first.'],
    ['that the request has ended', { request: { status: 'rejected' } }, 'This request has ended (rejected).'],
  ])('%s', async (_what, parts, explanation) => {
    const { text, html } = await pageOf(parts);
    expect(text).toContain(explanation);
    expect(text).toContain('106001');
    expect(html).not.toContain('<form');
  });
});
