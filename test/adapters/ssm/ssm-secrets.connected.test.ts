import { randomUUID } from 'node:crypto';
import { DeleteParametersCommand, GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { createSsmClient } from '../../../shared/adapters/ssm/ssm-client.ts';
import { createSsmSecrets } from '../../../shared/adapters/ssm/ssm-secrets.ts';
import { secretsContract } from '../../contract/secrets.contract.ts';

secretsContract('Parameter Store, connected', async () => {
  const client = createSsmClient();
  const prefix = `/werkstroom-test/${randomUUID()}/`;
  const open = () => createSsmSecrets({ client, prefix });
  const names = async (): Promise<string[]> => {
    const { Parameters = [] } = await client.send(new GetParametersByPathCommand({ Path: prefix, Recursive: true }));
    return Parameters.flatMap(({ Name }) => Name ?? []);
  };
  return {
    secrets: open(),
    reopen: async () => open(),
    async dispose() {
      for (let left = await names(); left.length > 0; left = await names()) {
        await client.send(new DeleteParametersCommand({ Names: left.slice(0, 10) }));
      }
    },
  };
});
