import { describe, expect, it } from 'vitest';
import { startDemoOfFile } from './demo-of-file.ts';

const demo = await startDemoOfFile();

describe('the doors of the runtime alone', () => {
  it.each<readonly [string, string, number, RegExp]>([
    ['the first page', '/', 200, /mail box/i],
    ['the mail box', '/local/mailbox', 200, /<h1>Mail box<\/h1>/],
    ['a mail that is not there', '/local/mailbox/none', 404, /no such mail/],
    ['an address that is none', '/local/nothing', 404, /Not Found/],
  ])('%s', async (_what, path, status, content) => {
    const answer = await fetch(`${demo.url}${path}`);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(content);
  });

  it.each<readonly [string, unknown, string, number]>([
    ['that moves on', { advanceSeconds: 60 }, 'application/json', 200],
    ['that would run back', { advanceSeconds: -1 }, 'application/json', 422],
    ['that would jump further than anybody means', { advanceSeconds: 1e12 }, 'application/json', 422],
    ['with something else in it', { advanceSeconds: 1, x: 1 }, 'application/json', 422],
    ['as a form of another site could send it', '{"advanceSeconds":1}', 'text/plain', 415],
    ['that is no JSON', '{', 'application/json', 400],
  ])('the clock %s', async (_how, body, type, status) => {
    const answer = await demo.call('POST', '/local/clock', { body, headers: { 'content-type': type } });
    expect(answer.status).toBe(status);
  });

  it('a company of its own is made once, with an administrator who can sign in', async () => {
    const company = { company: 'acme', admin: { userId: 'boss', email: 'boss@acme.example' } };
    expect((await demo.call('POST', '/local/companies', { body: company })).status).toBe(201);
    expect((await demo.call('POST', '/local/companies', { body: company })).status).toBe(409);
    const { body } = await demo.call('POST', '/local/token', { body: { user: 'boss', company: 'acme' } });
    const headers = { authorization: `Bearer ${(body as { token: string }).token}` };
    expect((await demo.call('GET', '/api/v1/companies/acme/members', { headers })).status).toBe(200);
    expect((await demo.call('GET', '/api/v1/companies/cronus/members', { headers })).status).toBe(404);
  });

  it.each<readonly [string, object]>([
    ['a name with a slash', { company: 'a/b', admin: { userId: 'boss', email: 'boss@acme.example' } }],
    ['no administrator', { company: 'acme2' }],
    ['an address that is none', { company: 'acme2', admin: { userId: 'boss', email: 'boss' } }],
    [
      'a time zone that there is not',
      { company: 'acme2', timeZone: 'Mars/Base', admin: { userId: 'boss', email: 'b@acme.example' } },
    ],
  ])('a company is not made with %s', async (_what, body) => {
    expect((await demo.call('POST', '/local/companies', { body })).status).toBe(422);
  });
});

describe('webhooks by HTTP', () => {
  it.each([
    ['application/json', '{"a":'],
    ['application/octet-stream', '{"a":'],
    ['text/plain', ''],
  ])('of %s that nobody signed are refused', async (type, body) => {
    const answer = await demo.call('POST', '/webhooks/cronus/cronus', { body, headers: { 'content-type': type } });
    expect(answer.status).toBe(401);
  });

  it('for nobody are refused without a word more', async () => {
    expect((await demo.call('POST', '/webhooks/cronus/nobody', { body: {} })).status).toBe(404);
    expect((await demo.call('GET', '/webhooks/cronus/cronus')).status).toBe(405);
  });

  it('that are too large are refused by the function, not by the machine', async () => {
    const answer = await demo.call('POST', '/webhooks/cronus/cronus', { body: 'x'.repeat(2_000_000) });
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('links by HTTP', () => {
  it('that are none lead to a page that says so, and HEAD to nothing more', async () => {
    const path = `${demo.url}/approvals/${'A'.repeat(43)}`;
    const page = await fetch(path);
    expect([page.status, page.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await page.text()).toContain('This link leads nowhere');
    const head = await fetch(path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([404, '']);
    expect((await fetch(path, { method: 'PUT' })).status).toBe(405);
  });
});
