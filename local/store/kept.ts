/** Values that were used lately, up to a size in all. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  /** Keeps a value, in place of an earlier one. `characters` is how large it is as text. */
  put(key: string, value: Value, characters: number): void;
  drop(key: string): void;
}

interface Generation<Value> {
  readonly values: Map<string, { readonly value: Value; readonly characters: number }>;
  characters: number;
}

/**
 * Keeps values of about so many characters in all, in two generations: when the young one has half of that, it takes the place of the
 * old one, which is forgotten whole. (To look for the oldest value of a Map takes longer the more of those before it are gone.)
 */
export function createKept<Value>(mostCharacters: number): Kept<Value> {
  let young = emptyGeneration<Value>();
  let old = emptyGeneration<Value>();
  const drop = (key: string): void => {
    for (const generation of [young, old]) {
      const characters = generation.values.get(key)?.characters;
      if (characters === undefined) continue;
      generation.values.delete(key);
      generation.characters -= characters;
    }
  };
  return {
    get: (key) => (young.values.get(key) ?? old.values.get(key))?.value,
    put(key, value, characters) {
      drop(key);
      if (characters > mostCharacters) return;
      if (young.characters + characters > mostCharacters / 2) {
        old = young;
        young = emptyGeneration();
      }
      young.values.set(key, { value, characters });
      young.characters += characters;
    },
    drop,
  };
}

function emptyGeneration<Value>(): Generation<Value> {
  return { values: new Map(), characters: 0 };
}
