import { describe, expect, it } from 'vitest';
import { linksInMail } from '../../../local/mail/links-in-mail.ts';
import { createSqliteMailbox } from '../../../local/mail/sqlite-mailbox.ts';
import { openDatabase } from '../../../local/store/database.ts';
import { createJumpingClock } from '../../support/jumping-clock.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

describe('the mail box', () => {
  it('shows the newest first, with its links and the time of sending', async () => {
    const clock = createJumpingClock();
    const database = openDatabase(':memory:');
    const box = createSqliteMailbox({ database, clock, ids: createSeededIdSource() });
    const mail = { to: 'a@x', text: 'See https://erp.example/po/106001.', html: '<b>x</b>', company: 'cronus' };
    await box.send({ ...mail, subject: 'first', idempotencyKey: '1' });
    await clock.advance(60_000);
    await box.send({ ...mail, to: 'b@x', subject: 'second', idempotencyKey: '2' });
    await clock.advance(60_000);
    await box.send({ ...mail, subject: 'first again', idempotencyKey: '1' });
    expect(box.list()).toEqual([
      {
        id: 'id-000001',
        to: 'a@x',
        subject: 'first again',
        text: mail.text,
        html: mail.html,
        links: ['https://erp.example/po/106001'],
        at: '2026-03-02T08:02:00.000Z',
        company: 'cronus',
      },
      expect.objectContaining({ subject: 'second', at: '2026-03-02T08:01:00.000Z' }),
    ]);
    expect(box.list({ limit: 1 }).map(({ subject }) => subject)).toEqual(['first again']);
    expect(box.list({ to: 'b@x' }).map(({ subject }) => subject)).toEqual(['second']);
    expect(box.get('id-000001')?.subject).toBe('first again');
    expect(box.get('nobody')).toBeUndefined();
    await database.close();
  });

  it('shows links to this machine as it is addressed now, and leaves those of others alone', async () => {
    const clock = createJumpingClock();
    const database = openDatabase(':memory:');
    const baseUrl = () => 'http://127.0.0.1:4100';
    const box = createSqliteMailbox({ database, clock, ids: createSeededIdSource(), baseUrl });
    const [link, erp] = ['http://127.0.0.1:4000/approvals/abc', 'http://127.0.0.1:4001/purchase-orders/106001'];
    const mail = { to: 'a@x', subject: 's', text: `${link} ${erp}`, html: `<a href="${link}">x</a>`, company: 'c' };
    await box.send({ ...mail, idempotencyKey: '1' });

    expect(box.list()).toMatchObject([{ links: ['http://127.0.0.1:4100/approvals/abc', erp] }]);
    await database.close();
  });
});

describe('linksInMail', () => {
  it('finds hrefs with their entities resolved, then addresses in the text, each once', () => {
    const html = `<a class="b" href="https://x.example/a?b=1&amp;c=2">go</a> <A HREF='https://x.example/d'>d</A>
      <a href="mailto:a@b">no</a> <a href="#top">no</a>`;
    const text = 'Go to https://x.example/a?b=1&c=2, or (https://x.example/e). See http://y.example!';
    expect(linksInMail({ html, text })).toEqual([
      'https://x.example/a?b=1&c=2',
      'https://x.example/d',
      'https://x.example/e',
      'http://y.example',
    ]);
  });

  it('finds none where there are none', () => {
    expect(linksInMail({ html: '<p>Nothing</p>', text: 'Nothing' })).toEqual([]);
  });
});
