import type { SourceClients } from '../../ports/source-clients.ts';
import { lazily } from '../lazy/lazily.ts';

/** Clients of sources in a user pool: asked for when a source is added, rotated or removed, so hardly ever. */
export function createLazyCognitoSourceClients(pool: { userPoolId: string; scope: string }): SourceClients {
  return lazily(async () => {
    const { openCognitoSourceClients } = await import('./open-cognito-source-clients.ts');
    return openCognitoSourceClients(pool);
  });
}
