import type { SourceClients } from '../../ports/source-clients.ts';
import { createCognitoClient } from './cognito-client.ts';
import { createCognitoSourceClients } from './cognito-source-clients.ts';

/** Clients of sources in a user pool, with a client of AWS of their own. */
export function openCognitoSourceClients(pool: { userPoolId: string; scope: string }): SourceClients {
  return createCognitoSourceClients({ client: createCognitoClient(), ...pool });
}
