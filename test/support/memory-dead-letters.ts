import type { DeadLetter, DeadLetters } from '../../shared/ports/dead-letters.ts';
import { InvalidCursorError } from '../../shared/ports/item-store.ts';

/** Dead letters, to which the queue adds. `putBack` gets what is redriven. */
export function createMemoryDeadLetters(
  putBack: (letter: DeadLetter) => void,
): DeadLetters & { add(letter: DeadLetter): void } {
  let letters: DeadLetter[] = [];
  return {
    add: (letter) => {
      letters.push(letter);
    },
    async list({ limit, cursor }) {
      const from = cursor === undefined ? 0 : letters.findIndex(({ id }) => id === cursor) + 1;
      if (cursor !== undefined && from === 0) throw new InvalidCursorError('The cursor is unknown.');
      const items = letters.slice(from, from + limit);
      const last = items.at(-1);
      return { items, ...(last && from + limit < letters.length && { next: last.id }) };
    },
    get: async (id) => letters.find((letter) => letter.id === id),
    async redrive(id) {
      const letter = letters.find((one) => one.id === id);
      if (!letter) return false;
      letters = letters.filter((one) => one !== letter);
      putBack(letter);
      return true;
    },
  };
}
