import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { type Mailer, MailRefusedError } from '../../shared/ports/mailer.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';

/** A mailer with connections that may be ended. */
export interface SmtpMailer extends Mailer {
  close(): void;
}

/** RFC 5321 and RFC 4954: try again later, as the server is busy, over its limits, or greylisting. */
const ASKS_TO_SLOW_DOWN = new Set([421, 450, 451, 452, 454]);

/**
 * Sends mails by SMTP.
 *
 * @param options.url `smtp://user:password@host:587` or `smtps://...`, as nodemailer takes it.
 * @param options.from the sender of every mail.
 */
export function createSmtpMailer(options: { url: string; from: string }): SmtpMailer {
  const { url, from } = options;
  const transport = createTransport(url, { from, disableFileAccess: true, disableUrlAccess: true });
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ company, to, subject, text, html, idempotencyKey }) {
      // The same mail sent again has the same id, so that mail programs show it once.
      const id = createHash('sha256').update(`${company} ${idempotencyKey}`).digest('hex').slice(0, 40);
      try {
        await transport.sendMail({ to, subject, text, html, messageId: `<${id}@${domain}>` });
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function faultOf(error: unknown): unknown {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  if (ASKS_TO_SLOW_DOWN.has(code)) return new ThrottledError('The mail server asked to slow down.', { cause: error });
  // 535 refuses our credentials, not the mail: that can be repaired, and the mail sent then.
  if (code >= 500 && code !== 535) return new MailRefusedError('The mail server refused the mail.', { cause: error });
  return error;
}
