import { beforeEach, describe, expect, it } from 'vitest';
import { createLocalSourceClients, type LocalSourceClients } from '../../../local/identity/local-source-clients.ts';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { createSeededIdSource } from '../../support/seeded-id-source.ts';

describe('clients of sources', () => {
  let secrets: Secrets;
  let clients: LocalSourceClients;
  beforeEach(() => {
    secrets = createMemorySecrets();
    clients = createLocalSourceClients({ secrets, ids: createSeededIdSource() });
  });

  it('know their company and source by their secret', async () => {
    const { clientId, clientSecret } = await clients.create('cronus', 'erp');
    expect(await clients.verify(clientId, clientSecret)).toEqual({ company: 'cronus', source: 'erp' });
    const again = createLocalSourceClients({ secrets, ids: createSeededIdSource(2) });
    expect(await again.verify(clientId, clientSecret)).toEqual({ company: 'cronus', source: 'erp' });
  });

  it('are not taken for another by a wrong, empty or foreign secret', async () => {
    const erp = await clients.create('cronus', 'erp');
    const crm = await clients.create('cronus', 'crm');
    for (const secret of ['', 'wrong', crm.clientSecret, `${erp.clientSecret}x`]) {
      expect(await clients.verify(erp.clientId, secret)).toBeUndefined();
    }
    for (const id of ['', 'client-nobody', '../keys', crm.clientSecret]) {
      expect(await clients.verify(id, erp.clientSecret)).toBeUndefined();
    }
  });

  it('are refused when they were removed, however often', async () => {
    const { clientId, clientSecret } = await clients.create('cronus', 'erp');
    await clients.remove(clientId);
    await clients.remove(clientId);
    await clients.remove('no client/at all');
    expect(await clients.verify(clientId, clientSecret)).toBeUndefined();
  });

  it('leave no secret behind, only its hash', async () => {
    const { clientId, clientSecret } = await clients.create('cronus', 'erp');
    const stored = (await secrets.get(`source-clients/${clientId}`)) ?? '';
    expect(stored).toContain('"source":"erp"');
    expect(stored).not.toContain(clientSecret);
  });
});
