import type { Operand, PatternPart } from './filter.ts';
import { FilterSyntaxError } from './filter-syntax-error.ts';
import type { Scanner } from './scanner.ts';

const USER_TOKENS = ['%me', '%user'];
/** Lists that users of Business Central keep for themselves there (domain 3.2): nothing tells us what is on them. */
const LIST_TOKENS = ['%mycustomers', '%myitems', '%myvendors'];
/** They end an operand when they stand outside quotes. */
const DELIMITERS = ['|', '&', '(', ')', '..'];

/** Reads one operand up to a delimiter or the end: quoted and unquoted pieces, wildcards outside quotes, `@` before it. */
export function readOperand(scanner: Scanner): Operand {
  const ignoreCase = scanner.take('@');
  const start = scanner.position();
  const parts: PatternPart[] = [];
  let quotedUpTo = -1;
  while (!DELIMITERS.some((delimiter) => scanner.startsWith(delimiter))) {
    if (scanner.startsWith("'")) {
      parts.push(...readQuoted(scanner));
      quotedUpTo = parts.length;
      continue;
    }
    const part = readUnquoted(scanner);
    if (!part) break;
    parts.push(part);
  }
  while (parts.length > Math.max(quotedUpTo, 0) && isBlank(parts.at(-1))) parts.pop();
  if (parts.length === 0 && quotedUpTo < 0) throw new FilterSyntaxError(start, 'a value');
  return operandOf(parts, { quoted: quotedUpTo >= 0, ignoreCase, start });
}

/** From one apostrophe to the next; two of them inside stand for one. */
function readQuoted(scanner: Scanner): PatternPart[] {
  const start = scanner.position();
  scanner.next();
  const parts: PatternPart[] = [];
  for (;;) {
    const character = scanner.next();
    if (character === '') throw new FilterSyntaxError(start, "an apostrophe ' that closes this one");
    if (character === "'" && !scanner.startsWith("'")) return parts;
    if (character === "'") scanner.next();
    parts.push({ literal: character });
  }
}

function readUnquoted(scanner: Scanner): PatternPart | undefined {
  const misplaced = ['<', '>', '='].find((sign) => scanner.startsWith(sign));
  if (misplaced) {
    throw new FilterSyntaxError(
      scanner.position(),
      `the text in apostrophes when it holds ${misplaced}, as in 'a${misplaced}b'`,
    );
  }
  const character = scanner.next();
  if (character === '') return undefined;
  if (character === '*') return { wildcard: 'any' };
  if (character === '?') return { wildcard: 'one' };
  return { literal: character };
}

function isBlank(part: PatternPart | undefined): boolean {
  return part !== undefined && 'literal' in part && /^\s$/.test(part.literal);
}

function operandOf(
  parts: readonly PatternPart[],
  written: { quoted: boolean; ignoreCase: boolean; start: number },
): Operand {
  const { quoted, ignoreCase, start } = written;
  const hasWildcard = parts.some((part) => 'wildcard' in part);
  const text = parts.map((part) => ('literal' in part ? part.literal : part.wildcard === 'any' ? '*' : '?')).join('');
  const isToken = !quoted && text.startsWith('%');
  if (isToken && !USER_TOKENS.includes(text.toLowerCase())) {
    throw new FilterSyntaxError(start, insteadOf(text.toLowerCase()));
  }
  return {
    text,
    quoted,
    ignoreCase,
    ...(hasWildcard && { pattern: parts }),
    ...(isToken && { token: 'user' as const }),
  };
}

function insteadOf(token: string): string {
  return LIST_TOKENS.includes(token)
    ? `the values themselves, as in A|B: what a user has on the list ${token} is known in Business Central only`
    : '%me or %user; put a text that starts with % in apostrophes';
}
