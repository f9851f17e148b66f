import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Mailer, MailRefusedError, type OutgoingMail } from '../../shared/ports/mailer.ts';

/** A mailer under test. */
export interface MailerHarness {
  readonly mailer: Mailer;
  /** What arrived, oldest first; where mails are told apart by the recipient's program only, without the earlier ones. */
  arrived(): Promise<readonly { to: string; subject: string; text: string; html: string }[]>;
  /** An address that the service refuses for good. Absent where everything is accepted. */
  readonly refusedAddress?: string;
  dispose(): Promise<void>;
}

const MAIL: OutgoingMail = {
  to: 'manager@cronus.example',
  subject: 'Objednávka 106001 čeká 🐎',
  text: 'Approve: http://127.0.0.1:4000/approvals/abc\n.\nThe end.',
  html: '<p>Approve <a href="http://127.0.0.1:4000/approvals/abc?x=1&amp;y=2">here</a></p>',
  idempotencyKey: 'run-1/send/1',
  company: 'cronus',
};

/** What every mailer must do. */
export function mailerContract(name: string, makeHarness: () => Promise<MailerHarness>): void {
  describe(`Mailer: ${name}`, () => {
    let harness: MailerHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());

    it('delivers recipient, subject, text and HTML as they were given', async () => {
      await harness.mailer.send(MAIL);
      const { to, subject, text, html } = MAIL;
      expect(await harness.arrived()).toEqual([{ to, subject, text, html }]);
    });

    it('replaces an earlier mail with the same idempotency key', async () => {
      await harness.mailer.send(MAIL);
      await harness.mailer.send({ ...MAIL, idempotencyKey: 'run-1/send/2', subject: 'Other' });
      await harness.mailer.send({ ...MAIL, subject: 'Again' });
      expect((await harness.arrived()).map(({ subject }) => subject)).toEqual(['Other', 'Again']);
    });

    it('does not take the key of another company for the same', async () => {
      await harness.mailer.send(MAIL);
      await harness.mailer.send({ ...MAIL, company: 'fabrikam' });
      expect(await harness.arrived()).toHaveLength(2);
    });

    it('tells of a mail that will never be accepted', async (context) => {
      if (harness.refusedAddress === undefined) return context.skip();
      const refused = harness.mailer.send({ ...MAIL, to: harness.refusedAddress });
      await expect(refused).rejects.toThrow(MailRefusedError);
      expect(await harness.arrived()).toEqual([]);
    });
  });
}
