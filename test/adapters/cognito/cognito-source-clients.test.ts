import { describe, expect, it } from 'vitest';
import { createCognitoClient } from '../../../shared/adapters/cognito/cognito-client.ts';
import { createCognitoSourceClients } from '../../../shared/adapters/cognito/cognito-source-clients.ts';
import { sourceClientsContract } from '../../contract/source-clients.contract.ts';
import { startFakeCognito } from '../../support/aws/fake-cognito.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { AwsFault } from '../../support/aws/json-protocol.ts';

const POOL = 'eu-west-1_fake';

async function harness() {
  const service = await startFakeCognito(POOL);
  const client = createCognitoClient(fakeEndpoint(service.url));
  return {
    service,
    clients: createCognitoSourceClients({ client, userPoolId: POOL, scope: 'werkstroom/api' }),
    isAccepted: async (clientId: string, clientSecret: string) => service.accepts(clientId, clientSecret),
    async dispose() {
      client.destroy();
      await service.close();
    },
  };
}

sourceClientsContract('Cognito', harness);

describe('clients in Cognito', () => {
  it('may do nothing but ask for a token of the API with their own secret', async () => {
    const { clients, service, dispose } = await harness();
    await clients.create('cronus', 'erp/ñ#1');
    expect(service.inputs[0]).toMatchObject({
      ClientName: 'source cronus erp___1',
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['werkstroom/api'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
    await dispose();
  });

  it('are not created a second time when the answer is lost: nobody would know their secret', async () => {
    const { clients, service, dispose } = await harness();
    service.failNext('CreateUserPoolClient', 'hang up');
    await expect(clients.create('cronus', 'erp')).rejects.toThrow();
    expect(service.calls).toHaveLength(1);
    service.failNext('CreateUserPoolClient', new AwsFault('TooManyRequestsException'));
    await expect(clients.create('cronus', 'erp')).rejects.toMatchObject({ name: 'ThrottledError' });
    await dispose();
  });
});
