import type { Secrets } from '../../ports/secrets.ts';
import { lazily } from '../lazy/lazily.ts';

/** Secrets in Parameter Store, for functions that rarely need one: the client alone is a sixth of their code. */
export function createLazySsmSecrets(prefix: string): Secrets {
  return lazily(async () => {
    const { openSsmSecrets } = await import('./open-ssm-secrets.ts');
    return openSsmSecrets(prefix);
  });
}
