import type { Secrets } from '../../ports/secrets.ts';
import { createSsmClient } from './ssm-client.ts';
import { createSsmSecrets } from './ssm-secrets.ts';

/** Secrets in Parameter Store, with a client of their own. */
export function openSsmSecrets(prefix: string): Secrets {
  return createSsmSecrets({ client: createSsmClient(), prefix });
}
