/** Values that were used lately, up to a size in all. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  /** Keeps a value, in place of an earlier one. `characters` is how large it is as text. */
  put(key: string, value: Value, characters: number): void;
  drop(key: string): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly characters: number;
}

/**
 * Keeps values of about so many characters in all, in two generations: when the young one has half of that, it takes the place of the
 * old one, which is forgotten whole. (To look for the oldest value of a Map takes longer the more of those before it are gone.)
 */
export function createKept<Value>(mostCharacters: number): Kept<Value> {
  let young = new Map<string, Entry<Value>>();
  let old = new Map<string, Entry<Value>>();
  let youngCharacters = 0;
  const drop = (key: string): void => {
    youngCharacters -= young.get(key)?.characters ?? 0;
    young.delete(key);
    old.delete(key);
  };
  return {
    get: (key) => (young.get(key) ?? old.get(key))?.value,
    put(key, value, characters) {
      if (characters > mostCharacters) return drop(key);
      youngCharacters += characters - (young.get(key)?.characters ?? 0);
      if (youngCharacters > mostCharacters / 2) {
        old = young;
        young = new Map();
        youngCharacters = characters;
      }
      // What the old one has under the key is hidden by this.
      young.set(key, { value, characters });
    },
    drop,
  };
}
