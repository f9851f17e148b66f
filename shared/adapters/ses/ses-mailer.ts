import { createHash } from 'node:crypto';
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type Mailer, MailRefusedError } from '../../ports/mailer.ts';
import { ThrottledError } from '../../ports/throttled-error.ts';
import { asThrottled } from '../aws/as-throttled.ts';

/**
 * SES will never take this mail: an address that is none, content that it refuses, a sender that is not verified. What concerns the whole account
 * (paused, suspended) is no refusal of the mail: it can be repaired, and the mail sent then.
 */
const REFUSALS = new Set([
  'BadRequestException',
  'MailFromDomainNotVerifiedException',
  'MessageRejected',
  'NotFoundException',
]);
/** The day's quota is used up. */
const OVER_QUOTA = 'LimitExceededException';

/**
 * Sends mails by SES. It can not tell that a mail was sent before: after a lost answer a person may get one twice, under the same
 * `X-Werkstroom-Mail`, by which a mail program or an archive can tell.
 *
 * @param options.from the sender of every mail, `Werkstroom <flow@example.com>`. Its domain must be a verified identity.
 */
export function createSesMailer({ client, from }: { client: SESv2Client; from: string }): Mailer {
  return {
    async send({ to, subject, text, html, company, idempotencyKey }) {
      const id = createHash('sha256').update(`${company} ${idempotencyKey}`).digest('hex').slice(0, 40);
      const command = new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Headers: [{ Name: 'X-Werkstroom-Mail', Value: id }],
          },
        },
      });
      await client.send(command).catch((error: unknown) => {
        throw faultOf(error);
      });
    },
  };
}

function utf8(Data: string) {
  return { Data, Charset: 'UTF-8' };
}

function faultOf(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (REFUSALS.has(name)) return new MailRefusedError('SES refused the mail.', { cause: error });
  if (name === OVER_QUOTA) return new ThrottledError('The quota of SES is used up.', { cause: error });
  return asThrottled(error, 'SES');
}
