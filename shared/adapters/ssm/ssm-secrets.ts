import { DeleteParameterCommand, GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Secrets } from '../../ports/secrets.ts';
import { asThrottled } from '../aws/as-throttled.ts';
import { parameterNameOf } from './parameter-name.ts';

/** Keeps secrets as SecureString parameters under a prefix. A value above 4 KB takes an advanced parameter by itself. */
export function createSsmSecrets({ client, prefix }: { client: SSMClient; prefix: string }): Secrets {
  const nameOf = (name: string): string => parameterNameOf(prefix, name);
  return {
    async get(name) {
      const command = new GetParameterCommand({ Name: nameOf(name), WithDecryption: true });
      return (await client.send(command).catch(ignoreAbsence))?.Parameter?.Value;
    },
    async put(name, value) {
      const kind = { Type: 'SecureString', Tier: 'Intelligent-Tiering', Overwrite: true } as const;
      await client.send(new PutParameterCommand({ Name: nameOf(name), Value: value, ...kind })).catch(rethrow);
    },
    async delete(name) {
      await client.send(new DeleteParameterCommand({ Name: nameOf(name) })).catch(ignoreAbsence);
    },
  };
}

function rethrow(error: unknown): never {
  throw asThrottled(error, 'Parameter Store');
}

function ignoreAbsence(error: unknown): undefined {
  if (!(error instanceof Error && error.name === 'ParameterNotFound')) rethrow(error);
}
