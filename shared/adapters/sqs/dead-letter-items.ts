import type { DeadLetter } from '../../ports/dead-letters.ts';
import type { Change, Item, ItemKey } from '../../ports/item-store.ts';

/** A dead letter as it is kept. */
export interface StoredLetter extends Omit<DeadLetter, 'body'> {
  /** Absent where the body is too large for an item: it is a blob then, named {@link blobNameOf}. */
  readonly body?: string;
  /** Until then somebody is putting it back into its queue. ISO 8601 instant. */
  readonly redrivingUntil?: string;
}

export const DEAD_LETTER = 'deadLetter';
/** All letters lie together: they are few, and a page of them is one consistent query. */
export const LETTERS = `${DEAD_LETTER}#all`;

/** The id of a letter: sorts by the time of parking. */
export function letterIdOf(messageId: string, parkedAt: number): string {
  return `${String(parkedAt).padStart(15, '0')}-${messageId}`;
}

/** Where a letter is kept. */
export function keyOfLetter(id: string): ItemKey {
  return { partition: LETTERS, sort: id };
}

/** Where the body of a large letter is kept. */
export function blobNameOf(letter: { readonly id: string }): string {
  return `dead-letters/${letter.id}`;
}

/** A change that keeps a letter; `before` is its version so far, absent for a new one. */
export function keepLetter(letter: StoredLetter, before?: number): Change {
  return {
    kind: 'put',
    expect: before === undefined ? 'absent' : { version: before },
    item: { key: keyOfLetter(letter.id), type: DEAD_LETTER, version: (before ?? 0) + 1, body: { ...letter } },
  };
}

/** The letter of an item that {@link keepLetter} made. */
export function storedLetterOf(item: Item): StoredLetter {
  return item.body as object as StoredLetter;
}
