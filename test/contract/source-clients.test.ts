import { createLocalSourceClients } from '../../local/identity/local-source-clients.ts';
import { createMemorySecrets } from '../support/memory-secrets.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { sourceClientsContract } from './source-clients.contract.ts';

sourceClientsContract('among the secrets', async () => {
  const clients = createLocalSourceClients({ secrets: createMemorySecrets(), ids: createSeededIdSource() });
  return {
    clients,
    isAccepted: clients.accepts,
    dispose: async () => {},
  };
});
