import * as z from 'zod';
import type { Notification } from '../../domain/notification/notification.ts';
import { instantOf } from '../../ports/clock.ts';
import { notificationOf } from '../../usecases/compose-outbox.ts';
import { defineAction } from '../catalogue/connector.ts';
import { defineConnector } from '../catalogue/define-connector.ts';

const send = defineAction({
  name: 'send',
  title: 'Send an e-mail',
  description: 'Sends an e-mail to an address or to a member.',
  options: z.strictObject({
    to: z
      .string()
      .min(1)
      .max(254)
      .refine(isRecipient, 'It must be one e-mail address, or the user id of a member.')
      .describe('An e-mail address, or the user id of a member.'),
    subject: z.string().min(1).max(250).describe('What it is about, at most 250 characters.'),
    text: z.string().min(1).max(20_000).describe('What it says: plain text, at most 20,000 characters.'),
  }),
  async run({ run, idempotencyKey, ports }, { to, subject, text }) {
    const recipient: Notification['to'] = to.includes('@') ? { email: to } : { userId: to };
    return {
      output: { to },
      notifications: [
        notificationOf({
          company: run.company,
          id: `email/${idempotencyKey}`,
          to: recipient,
          content: { kind: 'email', subject, text },
          now: instantOf(ports.clock),
        }),
      ],
    };
  },
});

/** One address and nothing else: what follows a comma or a line break would be further recipients or headers. */
function isRecipient(to: string): boolean {
  return to.includes('@') ? z.email().safeParse(to).success : !/[\s,;<>]/.test(to);
}

/** E-mail by the platform's own mailer. */
export const email = defineConnector({
  name: 'email',
  title: 'E-mail',
  description: 'Sends e-mails.',
  actions: [send],
});
