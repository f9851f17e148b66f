/** Values that were used lately, up to a size in all. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  /** Keeps a value, in place of an earlier one. `characters` is how large it is as text. */
  put(key: string, value: Value, characters: number): void;
  drop(key: string): void;
}

/** Keeps values of so many characters in all; those that were put first go first. */
export function createKept<Value>(mostCharacters: number): Kept<Value> {
  const kept = new Map<string, { value: Value; characters: number }>();
  let inAll = 0;
  const drop = (key: string): void => {
    inAll -= kept.get(key)?.characters ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => kept.get(key)?.value,
    put(key, value, characters) {
      drop(key);
      kept.set(key, { value, characters });
      inAll += characters;
      for (const oldest of kept.keys()) {
        if (inAll <= mostCharacters) return;
        drop(oldest);
      }
    },
    drop,
  };
}
