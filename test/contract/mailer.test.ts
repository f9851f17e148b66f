import { describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../local/mail/smtp-mailer.ts';
import { createSqliteMailbox } from '../../local/mail/sqlite-mailbox.ts';
import { openDatabase } from '../../local/store/database.ts';
import { MailRefusedError } from '../../shared/ports/mailer.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { createJumpingClock } from '../support/jumping-clock.ts';
import { createMemoryMailer } from '../support/memory-mailer.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { startSmtpServer } from '../support/smtp-server.ts';
import { mailerContract } from './mailer.contract.ts';

const shown = ({ to, subject, text, html }: { to: string; subject: string; text: string; html: string }) => ({
  to,
  subject,
  text,
  html,
});

mailerContract('mail box in SQLite', async () => {
  const database = openDatabase(':memory:');
  const mailer = createSqliteMailbox({ database, clock: createJumpingClock(), ids: createSeededIdSource() });
  return {
    mailer,
    arrived: async () => mailer.list().map(shown).toReversed(),
    dispose: async () => database.close(),
  };
});

mailerContract('memory', async () => {
  const mailer = createMemoryMailer(createJumpingClock());
  mailer.refuse('nobody@cronus.example');
  return {
    mailer,
    arrived: async () => mailer.mails().map(shown).toReversed(),
    refusedAddress: 'nobody@cronus.example',
    dispose: async () => {},
  };
});

describe('the SMTP mailer', () => {
  const mail = {
    to: 'manager@cronus.example',
    subject: 'Waiting',
    text: 'Text',
    html: '<p>HTML</p>',
    idempotencyKey: 'k',
    company: 'cronus',
  };
  const sendTo = async (answer?: (command: string) => string | undefined) => {
    const server = await startSmtpServer(answer);
    const mailer = createSmtpMailer({ url: server.url, from: 'Werkstroom <flow@cronus.example>' });
    try {
      await mailer.send(mail);
      await mailer.send(mail);
    } finally {
      mailer.close();
      await server.close();
    }
    return server.mails;
  };

  it('sends text and HTML from its sender, under the same message id when it is sent again', async () => {
    const [first = '', second = ''] = await sendTo();
    expect(first).toContain('From: Werkstroom <flow@cronus.example>');
    expect(first).toContain('To: manager@cronus.example');
    expect(first).toMatch(/Subject: Waiting/);
    expect(first).toContain('multipart/alternative');
    const id = /^Message-ID: <[0-9a-f]{40}@cronus\.example>/im.exec(first)?.[0];
    expect(id).toBeDefined();
    expect(second).toContain(id);
  });

  it('tells a refusal for good from a server that asks to slow down, and from a wrong password', async () => {
    const to = (reply: string) => sendTo((command) => (command.startsWith('RCPT') ? reply : undefined));
    await expect(to('550 no such user')).rejects.toThrow(MailRefusedError);
    await expect(to('451 greylisted')).rejects.toThrow(ThrottledError);
    await expect(to('421 too many')).rejects.toThrow(ThrottledError);
    await expect(to('535 wrong password')).rejects.toMatchObject({ responseCode: 535 });
  });

  it('does not take a server that cannot be reached for a refusal', async () => {
    const server = await startSmtpServer();
    await server.close();
    const mailer = createSmtpMailer({ url: server.url, from: 'flow@cronus.example' });
    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'ESOCKET' });
  });
});
