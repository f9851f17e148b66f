import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import { clientSettings } from '../aws/client-settings.ts';

/** A healthy answer takes under a second. A mail whose answer is lost may be sent twice, so it is waited for longer than usual. */
const ANSWER_MILLISECONDS = 15_000;

/** The client of the mailer. */
export function createSesClient(overrides: SESv2ClientConfig = {}): SESv2Client {
  return new SESv2Client({ ...clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS }), ...overrides });
}
