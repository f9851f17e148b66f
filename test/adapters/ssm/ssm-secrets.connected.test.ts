import { randomUUID } from 'node:crypto';
import { removeParameters } from '../../../shared/adapters/ssm/remove-parameters.ts';
import { createSsmClient } from '../../../shared/adapters/ssm/ssm-client.ts';
import { createSsmSecrets } from '../../../shared/adapters/ssm/ssm-secrets.ts';
import { secretsContract } from '../../contract/secrets.contract.ts';

secretsContract('Parameter Store, connected', async () => {
  const client = createSsmClient();
  const prefix = `/werkstroom-test/${randomUUID()}/`;
  const open = () => createSsmSecrets({ client, prefix });
  return { secrets: open(), reopen: async () => open(), dispose: () => removeParameters(client, prefix) };
});
