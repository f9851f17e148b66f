/** JSON that people and programs mean stays far below this; what handles values by recursion would exhaust the stack far above. */
export const MOST_NESTING = 100;

/** Where a text opens more objects and lists inside one another than {@link MOST_NESTING}, or undefined. */
export function deepNestingPosition(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index];
    if (sign === '"') inString = !inString;
    else if (inString) index += sign === '\\' ? 1 : 0;
    else if (sign === ']' || sign === '}') depth--;
    else if ((sign === '[' || sign === '{') && ++depth > MOST_NESTING) return index;
  }
  return undefined;
}
