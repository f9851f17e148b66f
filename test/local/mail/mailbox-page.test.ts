import { describe, expect, it } from 'vitest';
import { renderMailboxPage, renderMailPage } from '../../../local/mail/mailbox-page.ts';
import type { MailInBox } from '../../../local/mail/sqlite-mailbox.ts';

const mail: MailInBox = {
  id: 'id-1',
  to: 'manager@cronus.example',
  subject: 'Approval requested',
  text: 'Hello',
  html: '<html><head></head><body><a href="http://127.0.0.1:4000/approvals/abc">Look</a></body></html>',
  links: ['http://127.0.0.1:4000/approvals/abc'],
  at: '2026-03-02T08:00:00.000Z',
  company: 'cronus',
};
const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'';

describe('the list of mails', () => {
  it('shows to whom, what and when, and leads to each', () => {
    const page = renderMailboxPage([mail, { ...mail, id: 'id-2' }]);
    expect(page).toContain('<a class="subject" href="/local/mailbox/id-1">Approval requested</a>');
    expect(page).toContain('to manager@cronus.example, 2026-03-02T08:00:00.000Z');
    expect(page).toContain('/local/mailbox/id-2');
  });

  it('says so when there are none', () => {
    expect(renderMailboxPage([])).toContain('No mail yet.');
  });

  it('shows what somebody outside wrote as text', () => {
    const page = renderMailboxPage([{ ...mail, subject: attack, to: attack }]);
    expect(page).not.toMatch(/<script|<img/);
  });
});

describe('one mail', () => {
  it('is shown with its links, each as an address that can be read', () => {
    expect(renderMailPage(mail)).toContain(
      '<a href="http://127.0.0.1:4000/approvals/abc" rel="noreferrer">http://127.0.0.1:4000/approvals/abc</a>',
    );
  });

  it('is shown in a frame in which no script runs and which can not pass for our page', () => {
    const page = renderMailPage({ ...mail, html: `<head></head>${attack}</iframe><script>alert(2)</script>` });
    const sandbox = /<iframe [^>]*sandbox="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(sandbox).not.toMatch(/allow-(scripts|same-origin|forms)/);
    expect(page).not.toContain('<script');
    expect(page.match(/<\/iframe>/g)).toHaveLength(1);
  });

  it('shows what somebody outside wrote as text', () => {
    const page = renderMailPage({ ...mail, subject: attack, to: attack, links: [`https://x.example/${attack}`] });
    expect(page).not.toMatch(/<script|<img/);
  });
});
