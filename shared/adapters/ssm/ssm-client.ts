import { SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { clientSettings } from '../aws/client-settings.ts';

/** A healthy answer takes some 50 ms, decryption included. */
const ANSWER_MILLISECONDS = 3_000;
/** Parameter Store takes only 40 reads a second unless the account asks for more, so a busy minute needs more patience than elsewhere. */
const MAX_ATTEMPTS = 5;

/** The client of the secrets. Its repetitions are harmless: a secret is put whole, under its name. */
export function createSsmClient(overrides: SSMClientConfig = {}): SSMClient {
  const settings = clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS, maxAttempts: MAX_ATTEMPTS });
  return new SSMClient({ ...settings, ...overrides });
}
