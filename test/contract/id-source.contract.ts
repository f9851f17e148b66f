import { describe, expect, it } from 'vitest';
import type { IdSource } from '../../shared/ports/id-source.ts';

/** What every source of ids and secrets must do. */
export function idSourceContract(name: string, makeIds: () => IdSource): void {
  describe(`IdSource: ${name}`, () => {
    it('gives ids that are all different, sort by age, and fit wherever an id is allowed', () => {
      const ids = makeIds();
      const made = Array.from({ length: 5_000 }, () => ids.newId());
      expect(new Set(made).size).toBe(5_000);
      expect(made.toSorted()).toEqual(made);
      for (const id of made) expect(id).toMatch(/^[A-Za-z0-9-]{1,36}$/);
    });

    it('gives secrets of the wanted length as base64url without padding, all different', () => {
      const ids = makeIds();
      const made = Array.from({ length: 100 }, () => ids.newSecret(32));
      expect(new Set(made).size).toBe(100);
      for (const secret of made) {
        expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
        expect(Buffer.from(secret, 'base64url').byteLength).toBe(32);
      }
    });

    it('gives numbers spread over [0, 1)', () => {
      const ids = makeIds();
      const made = Array.from({ length: 2_000 }, () => ids.random());
      for (const number of made) expect(number >= 0 && number < 1).toBe(true);
      const tenths = new Set(made.map((number) => Math.floor(number * 10)));
      expect(tenths.size).toBe(10);
    });
  });
}
