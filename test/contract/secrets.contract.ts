import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../../shared/ports/secrets.ts';

/** Secrets under test. */
export interface SecretsHarness {
  readonly secrets: Secrets;
  /** Opens another adapter on the same data. Absent where nothing outlives the adapter. */
  reopen?(): Promise<Secrets>;
  dispose(): Promise<void>;
}

/** What every keeper of secrets must do. */
export function secretsContract(name: string, makeHarness: () => Promise<SecretsHarness>): void {
  describe(`Secrets: ${name}`, () => {
    let harness: SecretsHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.dispose());

    it('gives back what was put, and what replaced it', async () => {
      await harness.secrets.put('cronus/sources/erp/signing', 'tajné 🐎');
      expect(await harness.secrets.get('cronus/sources/erp/signing')).toBe('tajné 🐎');
      await harness.secrets.put('cronus/sources/erp/signing', 'new');
      expect(await harness.secrets.get('cronus/sources/erp/signing')).toBe('new');
    });

    it('knows nothing of what was never put', async () => {
      expect(await harness.secrets.get('nobody')).toBeUndefined();
      expect(await harness.secrets.get('constructor')).toBeUndefined();
    });

    it('deletes, also what is not there', async () => {
      await harness.secrets.put('a/b', 'x');
      await harness.secrets.delete('a/b');
      await harness.secrets.delete('a/b');
      expect(await harness.secrets.get('a/b')).toBeUndefined();
    });

    it('keeps all of what is put at the same time', async () => {
      const names = Array.from({ length: 20 }, (_, n) => `s/${n}`);
      await Promise.all(names.map((secret) => harness.secrets.put(secret, `value of ${secret}`)));
      const reader = (await harness.reopen?.()) ?? harness.secrets;
      const values = await Promise.all(names.map((secret) => reader.get(secret)));
      expect(values).toEqual(names.map((secret) => `value of ${secret}`));
    });

    it.each(['', '../a', 'a//b', 'a b', '/a'])('refuses the name %j', async (secret) => {
      await expect(harness.secrets.put(secret, 'x')).rejects.toThrow();
      await expect(harness.secrets.get(secret)).rejects.toThrow();
    });

    it('still has what was put when it is opened again, and not what was deleted', async (context) => {
      if (!harness.reopen) return context.skip();
      await harness.secrets.put('kept', 'x');
      await harness.secrets.put('gone', 'y');
      await harness.secrets.delete('gone');
      const reopened = await harness.reopen();
      expect(await reopened.get('kept')).toBe('x');
      expect(await reopened.get('gone')).toBeUndefined();
    });
  });
}
