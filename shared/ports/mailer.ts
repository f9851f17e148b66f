/** Sends one e-mail. */
export interface Mailer {
  /**
   * Resolves when the mail is accepted for delivery. The same `idempotencyKey` again may replace the earlier mail where the adapter can tell.
   *
   * @throws ThrottledError when the service asks to slow down.
   * @throws MailRefusedError when the service will never accept this mail (address unknown, sender not verified).
   */
  send(mail: OutgoingMail): Promise<void>;
}

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly idempotencyKey: string;
  /** The company on whose behalf it is sent. */
  readonly company: string;
}

/** The mail will never be accepted. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}
