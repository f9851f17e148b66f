import { describe, expect, it } from 'vitest';
import { linksInMail } from '../../../local/mail/links-in-mail.ts';
import type { NotificationContent } from '../../../shared/domain/notification/notification.ts';
import { BASE_URL, contentOf, textOf } from '../show-approval/approval-fixture.ts';
import { ASKED, createNotifier, messageTo, tokenIn } from './notification-fixture.ts';

const CONTENTS: readonly NotificationContent[] = [
  ASKED,
  { ...ASKED, delegatedBy: 'manager' },
  { kind: 'approvalEnded', requestId: 'run-1', outcome: 'approved', by: 'director', comment: 'Fine.' },
  { kind: 'approvalEnded', requestId: 'run-1', outcome: 'rejected', by: 'director' },
  { kind: 'approvalEnded', requestId: 'run-1', outcome: 'canceled' },
  { kind: 'runParked', runId: 'run-1', message: 'Vendor 10000 is blocked.' },
  { kind: 'runFailed', runId: 'run-1', message: 'Nobody has the limit.' },
  { kind: 'requestRefused', eventId: 'e-1', record: 'purchaseDocument 106001', reason: 'It waits already.' },
  { kind: 'email', subject: 'New price', text: 'It costs more now.' },
];

async function mailOf(content: NotificationContent, parts: Parameters<typeof createNotifier>[0] = {}) {
  const notifier = await createNotifier(parts);
  expect(await notifier.handle(messageTo('manager', content))).toEqual({ batchItemFailures: [] });
  const [mail] = notifier.mailer.mails();
  if (!mail) throw new Error('No mail was sent.');
  return { notifier, mail };
}

describe('every kind of mail', () => {
  it.each(CONTENTS)('%j goes out as text and as HTML, with a subject of one line', async (content) => {
    const { mail } = await mailOf(content);
    expect(mail).toMatchObject({ to: 'manager@cronus.example', company: 'cronus', idempotencyKey: 'n-1' });
    expect(mail.subject).toMatch(/^\S.{5,}$/);
    expect(mail.text).toMatch(/\n--\n/);
    expect(mail.html).toMatch(/^<!doctype html>.*<\/html>$/s);
    expect(mail.html).not.toMatch(/<script|<form|<img|<link|\son\w+=/i);
  });

  it.each(CONTENTS)('%j holds no address that decides', async (content) => {
    const { notifier, mail } = await mailOf(content);
    const before = contentOf(notifier.store);
    for (const url of linksInMail(mail)) {
      const { origin, pathname, search } = new URL(url);
      expect(search).toBe('');
      if (origin !== BASE_URL) continue;
      expect(pathname).toMatch(/^\/approvals\/[\w-]{43}$|^\/api\/v1\/companies\/cronus\/runs\//);
      if (pathname.startsWith('/approvals/')) {
        for (const method of ['HEAD', 'GET', 'GET'] as const) await notifier.open(tokenIn(url), method);
      }
    }
    expect(contentOf(notifier.store)).toBe(before);
  });
});

describe('the mail that asks', () => {
  it('says what, who, how much and until when, and links to the page and to the record', async () => {
    const { notifier, mail } = await mailOf(ASKED);
    expect(mail.subject).toBe('Approval requested: purchase order 106001, €1,200.00');
    for (const fact of ['purchaser asks for your approval', '9 March 2026', 'Fabrikam, Inc.', 'ATHENS Desk', '1,001']) {
      expect(mail.text).toContain(fact);
      expect(mail.html).toContain(fact);
    }
    expect(linksInMail(mail)).toEqual([
      `${BASE_URL}/approvals/${tokenIn(mail.text)}`,
      'https://erp.example/purchase-orders/106001',
    ]);
    expect(textOf(await notifier.open(tokenIn(mail.text)))).toContain('Approve purchase order 106001?');
  });

  it('says from whom it was handed over', async () => {
    expect((await mailOf({ ...ASKED, delegatedBy: 'director' })).mail.text).toContain('director has handed this');
  });

  it('shows the first 20 of many lines', async () => {
    const lines = Array.from({ length: 25 }, (_, index) => ({ no: `item-${index + 1}`, quantity: 1 }));
    const { mail } = await mailOf(ASKED, { asked: { fields: {}, lines } });
    expect(mail.text).toContain('item-20');
    expect(mail.text).not.toContain('item-21');
    expect(mail.text).toContain('and 5 more lines');
  });

  it('keeps of its token only the hash', async () => {
    const { notifier, mail } = await mailOf(ASKED);
    expect(tokenIn(mail.text)).toHaveLength(43);
    expect(contentOf(notifier.store)).not.toContain(tokenIn(mail.text));
  });
});

describe('what somebody outside wrote', () => {
  const attack = 'A\r\nBcc: all@evil.example\r\n\r\n<b>"&\u0000\u001b\u2028\u0085B';

  it.each<readonly [string, NotificationContent, Parameters<typeof createNotifier>[0]]>([
    ['the id of a record', ASKED, { record: { id: attack } }],
    ['a currency', ASKED, { request: { currency: attack } }],
    ['a document type', ASKED, { asked: { fields: { documentType: attack } } }],
    ['the subject of a flow', { kind: 'email', subject: attack, text: 'x' }, {}],
    ['a refused record', { kind: 'requestRefused', eventId: 'e', record: attack, reason: attack }, {}],
  ])('can not add a header to a mail: %s', async (_what, content, parts) => {
    const { mail } = await mailOf(content, parts);
    expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(mail.subject.length).toBeLessThanOrEqual(250);
    expect(mail.html).not.toContain('<b>');
  });

  it('can not make a subject endless, nor is a sign cut in two', async () => {
    const { mail } = await mailOf({ kind: 'email', subject: `x${'😀'.repeat(300)}`, text: 'x' });
    expect(mail.subject.length).toBeLessThanOrEqual(250);
    expect(mail.subject.isWellFormed()).toBe(true);
  });

  it('stays a text in every mail', async () => {
    const markup = '<img src=x onerror=alert(1)>"\'';
    for (const content of CONTENTS) {
      const marked: NotificationContent = JSON.parse(
        JSON.stringify(content).replace(
          /"(by|comment|message|record|reason|subject|text|delegatedBy)":"[^"]*"/g,
          (_all, name: string) => `"${name}":${JSON.stringify(markup)}`,
        ),
      );
      const { mail } = await mailOf(marked, {
        record: { id: markup },
        asked: { fields: { name: markup }, lines: [{ [markup]: markup }], url: `https://erp.example/${markup}` },
        senderId: markup,
      });
      expect(mail.html).not.toContain('<img');
      expect(mail.html).not.toMatch(/href="[^"]*["'][^>]*onerror/);
    }
  });
});
