import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKept } from '../../../local/store/kept.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const act = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key, characters: fc.nat(25) }),
  fc.record({ kind: fc.constant('drop' as const), key }),
);

it('tells the last value of a key or none, none that was dropped, and no more than twice the size in all', () => {
  const most = 20;
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const kept = createKept<number>(most);
      const last = new Map<string, { value: number; characters: number }>();
      for (const [value, act] of acts.entries()) {
        if (act.kind === 'drop') {
          kept.drop(act.key);
          last.delete(act.key);
        } else {
          kept.put(act.key, value, act.characters);
          last.set(act.key, { value, characters: act.characters });
          expect(kept.get(act.key)).toBe(act.characters > most ? undefined : value);
        }
        const told = [...'abcd'].filter((one) => kept.get(one) !== undefined);
        expect(told.map((one) => kept.get(one))).toEqual(told.map((one) => last.get(one)?.value));
        expect(told.reduce((sum, one) => sum + (last.get(one)?.characters ?? 0), 0)).toBeLessThanOrEqual(2 * most);
      }
    }),
  );
});
