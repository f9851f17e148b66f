import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceClients } from '../../shared/ports/source-clients.ts';

/** Clients of sources under test. */
export interface SourceClientsHarness {
  readonly clients: SourceClients;
  /** Whether a token is given for these credentials. */
  isAccepted(clientId: string, clientSecret: string): Promise<boolean>;
  dispose(): Promise<void>;
}

/** What everything that issues client credentials must do. */
export function sourceClientsContract(name: string, makeHarness: () => Promise<SourceClientsHarness>): void {
  describe(`SourceClients: ${name}`, () => {
    let harness: SourceClientsHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());

    it('accepts a client with its own secret, and with no other', async () => {
      const erp = await harness.clients.create('cronus', 'erp');
      const crm = await harness.clients.create('cronus', 'crm');
      expect(await harness.isAccepted(erp.clientId, erp.clientSecret)).toBe(true);
      for (const secret of ['', 'wrong', crm.clientSecret, `${erp.clientSecret}x`]) {
        expect(await harness.isAccepted(erp.clientId, secret)).toBe(false);
      }
      for (const id of ['', 'client-nobody', '../keys', erp.clientSecret]) {
        expect(await harness.isAccepted(id, erp.clientSecret)).toBe(false);
      }
    });

    it('gives every client another id and secret, also for the same source', async () => {
      const made = [await harness.clients.create('cronus', 'erp'), await harness.clients.create('cronus', 'erp')];
      expect(new Set(made.flatMap(({ clientId, clientSecret }) => [clientId, clientSecret])).size).toBe(4);
      for (const { clientId, clientSecret } of made) {
        expect(await harness.isAccepted(clientId, clientSecret)).toBe(true);
      }
    });

    it('refuses a client that was removed, however often, and no other', async () => {
      const erp = await harness.clients.create('cronus', 'erp');
      const crm = await harness.clients.create('cronus', 'crm');
      await harness.clients.remove(erp.clientId);
      await harness.clients.remove(erp.clientId);
      await harness.clients.remove('no client/at all');
      expect(await harness.isAccepted(erp.clientId, erp.clientSecret)).toBe(false);
      expect(await harness.isAccepted(crm.clientId, crm.clientSecret)).toBe(true);
    });
  });
}
