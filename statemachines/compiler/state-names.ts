/** AWS's limit for the name of a state. */
const MAX_NAME_LENGTH = 80;
/** Room for the number that makes a name unique: ` (999)`. */
const MAX_TITLE_LENGTH = MAX_NAME_LENGTH - 6;

/** Gives out names of states: readable, unique, at most 80 characters. The same requests in the same order give the same names. */
export function stateNames(): (title: string) => string {
  const taken = new Set<string>();
  return (title) => {
    const base = fitted('', title, '');
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base} (${number})`;
    taken.add(name);
    return name;
  };
}

/** `before`, as much of `title` as fits, and `after`. Control characters and line breaks become blanks. */
export function fitted(before: string, title: string, after: string): string {
  const plain = withoutMarks(title)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const room = MAX_TITLE_LENGTH - before.length - after.length;
  const shown = plain.length <= room ? plain : `${cut(plain, room - 1).trimEnd()}…`;
  return `${before}${shown || 'Step'}${after}`;
}

/** A title without the marks of an expression: Step Functions takes every text with them for one, names of states and causes too. */
export function withoutMarks(title: string): string {
  return title.replace(/\s*(\{%|%\})\s*/g, ' ').trim();
}

/** At most `length` UTF-16 units, never half of a surrogate pair. */
function cut(text: string, length: number): string {
  let shown = '';
  for (const character of text) {
    if (shown.length + character.length > length) break;
    shown += character;
  }
  return shown;
}

/** `firstApproval` -> `first approval`. */
export function words(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}
