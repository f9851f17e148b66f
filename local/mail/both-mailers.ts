import type { Mailer } from '../../shared/ports/mailer.ts';

/** Every mail goes out by the second and can be read in the first, also when the second refuses it. */
export function createBothMailers(mailbox: Mailer, outgoing: Mailer): Mailer {
  return {
    async send(mail) {
      await mailbox.send(mail);
      await outgoing.send(mail);
    },
  };
}
