import { randomUUID } from 'node:crypto';
import { createCognitoClient } from '../../../shared/adapters/cognito/cognito-client.ts';
import { createCognitoSourceClients } from '../../../shared/adapters/cognito/cognito-source-clients.ts';
import { createPool } from '../../../shared/adapters/cognito/temporary-pool.ts';
import { sourceClientsContract } from '../../contract/source-clients.contract.ts';

sourceClientsContract('Cognito, connected', async () => {
  const client = createCognitoClient();
  const pool = await createPool(client, `werkstroom-test-${randomUUID()}`);
  return {
    clients: createCognitoSourceClients({ client, userPoolId: pool.id, scope: 'werkstroom/api' }),
    isAccepted: pool.accepts,
    dispose: pool.remove,
  };
});
