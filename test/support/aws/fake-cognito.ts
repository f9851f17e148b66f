import { randomBytes } from 'node:crypto';
import { AwsFault, type JsonService, startJsonService } from './json-protocol.ts';

/** User pools at the wire, as far as the product uses them. */
export interface FakeCognito extends JsonService {
  /** Whether the pool gives a token for these credentials. */
  accepts(clientId: string, clientSecret: string): boolean;
  /** The ids of all pools. */
  pools(): readonly string[];
}

/** Starts it with a pool of this id. */
export async function startFakeCognito(userPoolId: string): Promise<FakeCognito> {
  const secrets = new Map<string, string>();
  const pools = new Set([userPoolId]);
  const checkPool = (input: object): void => {
    const { UserPoolId } = input as { UserPoolId: string };
    if (!pools.has(UserPoolId)) throw new AwsFault('ResourceNotFoundException');
  };
  const service = await startJsonService({
    CreateUserPool: () => {
      const Id = `eu-west-1_${randomBytes(5).toString('hex')}`;
      pools.add(Id);
      return { UserPool: { Id } };
    },
    DeleteUserPool: (input) => {
      checkPool(input);
      pools.delete((input as { UserPoolId: string }).UserPoolId);
      return {};
    },
    CreateResourceServer: (input) => {
      checkPool(input);
      return { ResourceServer: input };
    },
    DescribeUserPoolClient: (input) => {
      checkPool(input);
      const { ClientId } = input as { ClientId: string };
      const ClientSecret = secrets.get(ClientId);
      if (ClientSecret === undefined) throw new AwsFault('ResourceNotFoundException');
      return { UserPoolClient: { ClientId, ClientSecret } };
    },
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
  return {
    ...service,
    accepts: (clientId, clientSecret) => secrets.get(clientId) === clientSecret,
    pools: () => [...pools],
  };
}
