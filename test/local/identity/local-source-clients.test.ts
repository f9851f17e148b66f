import { expect, it } from 'vitest';
import { createLocalSourceClients } from '../../../local/identity/local-source-clients.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

it('tells company and source of a client, also after a restart', async () => {
  const secrets = createMemorySecrets();
  const clients = createLocalSourceClients({ secrets, ids: createSeededIdSource() });
  const { clientId, clientSecret } = await clients.create('cronus', 'erp');
  const restarted = createLocalSourceClients({ secrets, ids: createSeededIdSource(2) });
  expect(await restarted.accepts(clientId, clientSecret)).toBe(true);
});

it('keeps a hash only of the secret of a client', async () => {
  const secrets = createMemorySecrets();
  const clients = createLocalSourceClients({ secrets, ids: createSeededIdSource() });
  const { clientId, clientSecret } = await clients.create('cronus', 'erp');
  const stored = (await secrets.get(`source-clients/${clientId}`)) ?? '';
  expect(stored).toContain('"source":"erp"');
  expect(stored).not.toContain(clientSecret);
});
