import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSesClient } from '../../../shared/adapters/ses/ses-client.ts';
import { createSesMailer } from '../../../shared/adapters/ses/ses-mailer.ts';
import { createSender } from '../../../shared/adapters/ses/temporary-sender.ts';
import type { OutgoingMail } from '../../../shared/ports/mailer.ts';

/**
 * Accepting and refusing only: nobody reads the mail. Against the real service, `CONNECTED_MAIL_FROM` names a verified sender; SES's own mailbox
 * simulator receives.
 */
describe('Mailer: SES, connected', () => {
  const client = createSesClient();
  const { CONNECTED_MAIL_FROM } = process.env;
  const from = CONNECTED_MAIL_FROM ?? `werkstroom-${randomUUID()}@cronus.example`;
  const mail: OutgoingMail = {
    to: 'success@simulator.amazonses.com',
    subject: 'Objednávka 106001 čeká 🐎',
    text: 'Text',
    html: '<p>HTML</p>',
    idempotencyKey: 'k',
    company: 'cronus',
  };
  let forget = async (): Promise<void> => {};
  beforeAll(async () => {
    if (!CONNECTED_MAIL_FROM) forget = await createSender(client, from);
  });
  afterAll(() => forget());

  it('accepts a mail from a verified sender', async () => {
    await createSesMailer({ client, from }).send(mail);
  });

  it('refuses a mail from a sender that nobody verified', async () => {
    const stranger = createSesMailer({ client, from: `nobody-${randomUUID()}@nowhere.example` });
    await expect(stranger.send(mail)).rejects.toMatchObject({ name: 'MailRefusedError' });
  });
});
