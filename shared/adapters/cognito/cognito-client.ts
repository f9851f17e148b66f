import {
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientSettings } from '../aws/client-settings.ts';

/** A healthy answer takes some hundred milliseconds. */
const ANSWER_MILLISECONDS = 5_000;

/**
 * The client of the user pool. It repeats nothing: creating a client again makes another one, whose secret nobody was told. Whoever asked asks
 * again.
 */
export function createCognitoClient(
  overrides: CognitoIdentityProviderClientConfig = {},
): CognitoIdentityProviderClient {
  const settings = clientSettings({ answerMilliseconds: ANSWER_MILLISECONDS, maxAttempts: 1 });
  return new CognitoIdentityProviderClient({ ...settings, ...overrides });
}
