import type { PatternPart } from './filter.ts';

/**
 * True when `*` (any run of characters) and `?` (exactly one) can stand for what the text holds at their places. Goes back to the
 * last `*` only, so the cost is bounded by text times pattern, whatever the pattern is.
 */
export function matchPattern(text: string, pattern: readonly PatternPart[], ignoreCase: boolean): boolean {
  const characters = [...(ignoreCase ? text.toLowerCase() : text)];
  let at = 0;
  let part = 0;
  let lastAny = -1;
  let resumeAt = 0;
  while (at < characters.length) {
    const expected = pattern[part];
    if (expected && 'wildcard' in expected && expected.wildcard === 'any') {
      lastAny = part;
      resumeAt = at;
      part += 1;
    } else if (expected && matchesOne(expected, characters[at], ignoreCase)) {
      at += 1;
      part += 1;
    } else if (lastAny >= 0) {
      resumeAt += 1;
      at = resumeAt;
      part = lastAny + 1;
    } else {
      return false;
    }
  }
  return pattern.slice(part).every((rest) => 'wildcard' in rest && rest.wildcard === 'any');
}

function matchesOne(part: PatternPart, character: string | undefined, ignoreCase: boolean): boolean {
  if ('wildcard' in part) return true;
  return (ignoreCase ? part.literal.toLowerCase() : part.literal) === character;
}
