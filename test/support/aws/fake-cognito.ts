import { randomBytes } from 'node:crypto';
import { AwsFault, type JsonService, startJsonService } from './json-protocol.ts';

/** A user pool at the wire, as far as the product uses it. */
export interface FakeCognito extends JsonService {
  /** Whether the pool gives a token for these credentials. */
  accepts(clientId: string, clientSecret: string): boolean;
}

/** Starts a pool with this id. */
export async function startFakeCognito(userPoolId: string): Promise<FakeCognito> {
  const secrets = new Map<string, string>();
  const checkPool = (input: object): void => {
    const { UserPoolId } = input as { UserPoolId: string };
    if (UserPoolId !== userPoolId) throw new AwsFault('ResourceNotFoundException');
  };
  const service = await startJsonService({
    CreateUserPoolClient: (input) => {
      checkPool(input);
      const { ClientName } = input as { ClientName: string };
      if (!/^[\w\s+=,.@-]{1,128}$/.test(ClientName)) throw new AwsFault('InvalidParameterException');
      const ClientId = randomBytes(13).toString('hex');
      const ClientSecret = randomBytes(26).toString('hex');
      secrets.set(ClientId, ClientSecret);
      return { UserPoolClient: { ClientId, ClientSecret, ClientName } };
    },
    DeleteUserPoolClient: (input) => {
      checkPool(input);
      const { ClientId } = input as { ClientId: string };
      if (!secrets.delete(ClientId)) throw new AwsFault('ResourceNotFoundException');
      return {};
    },
  });
  return { ...service, accepts: (clientId, clientSecret) => secrets.get(clientId) === clientSecret };
}
