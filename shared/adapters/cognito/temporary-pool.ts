import {
  type CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';

/** A user pool that is there for a while. */
export interface TemporaryPool {
  readonly id: string;
  /** Whether a client has this secret. The pool has no domain, so it gives no tokens; it tells the secret to its administrator. */
  accepts(clientId: string, clientSecret: string): Promise<boolean>;
  remove(): Promise<void>;
}

/** Creates a pool in which sources can get their clients. For tests and trials. */
export async function createPool(client: CognitoIdentityProviderClient, name: string): Promise<TemporaryPool> {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: name }));
  const UserPoolId = UserPool?.Id ?? '';
  const Scopes = [{ ScopeName: 'api', ScopeDescription: 'The API' }];
  await client.send(
    new CreateResourceServerCommand({ UserPoolId, Identifier: 'werkstroom', Name: 'werkstroom', Scopes }),
  );
  return {
    id: UserPoolId,
    async accepts(ClientId, clientSecret) {
      const described = await client
        .send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))
        .catch(() => undefined);
      return described?.UserPoolClient?.ClientSecret === clientSecret && clientSecret !== '';
    },
    async remove() {
      await client.send(new DeleteUserPoolCommand({ UserPoolId }));
    },
  };
}
