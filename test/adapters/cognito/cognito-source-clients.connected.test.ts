import { randomUUID } from 'node:crypto';
import {
  CreateResourceServerCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createCognitoClient } from '../../../shared/adapters/cognito/cognito-client.ts';
import { createCognitoSourceClients } from '../../../shared/adapters/cognito/cognito-source-clients.ts';
import { sourceClientsContract } from '../../contract/source-clients.contract.ts';

sourceClientsContract('Cognito, connected', async () => {
  const client = createCognitoClient();
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: `werkstroom-test-${randomUUID()}` }));
  const UserPoolId = UserPool?.Id ?? '';
  const Scopes = [{ ScopeName: 'api', ScopeDescription: 'The API' }];
  await client.send(
    new CreateResourceServerCommand({ UserPoolId, Identifier: 'werkstroom', Name: 'werkstroom', Scopes }),
  );
  return {
    clients: createCognitoSourceClients({ client, userPoolId: UserPoolId, scope: 'werkstroom/api' }),
    /** Without a domain the pool gives no tokens; it tells the secret to its administrator. */
    async isAccepted(ClientId, clientSecret) {
      const described = await client
        .send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
        .catch(() => undefined);
      return described?.UserPoolClient?.ClientSecret === clientSecret && clientSecret !== '';
    },
    async dispose() {
      await client.send(new DeleteUserPoolCommand({ UserPoolId }));
    },
  };
});
