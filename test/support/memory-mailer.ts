import { type Clock, instantOf } from '../../shared/ports/clock.ts';
import { type Mailer, MailRefusedError, type OutgoingMail } from '../../shared/ports/mailer.ts';

/** A mailer that keeps what it was given. */
export interface MemoryMailer extends Mailer {
  /** Every call, oldest first, repeated ones too. */
  readonly calls: readonly SentMail[];
  /** What people would find: of mails with the same idempotency key the last one. Newest first. */
  mails(): readonly SentMail[];
  /** From now on, mails to this address are refused for good. */
  refuse(address: string): void;
}

/** A mail with the instant at which it was sent. */
export type SentMail = OutgoingMail & { readonly at: string };

/** Accepts every mail unless told otherwise. */
export function createMemoryMailer(clock: Clock): MemoryMailer {
  const calls: SentMail[] = [];
  const refused = new Set<string>();
  return {
    calls,
    async send(mail) {
      if (refused.has(mail.to)) throw new MailRefusedError(`${mail.to} does not exist.`);
      calls.push({ ...mail, at: instantOf(clock) });
    },
    mails() {
      const seen = new Set<string>();
      return calls.toReversed().filter(({ company, idempotencyKey }) => {
        const key = JSON.stringify([company, idempotencyKey]);
        return !seen.has(key) && seen.add(key);
      });
    },
    refuse: (address) => refused.add(address),
  };
}
