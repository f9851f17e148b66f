import { Lexer } from 'yaml';

/** Deeper than any definition may be; what builds a YAML tree by recursion would exhaust the stack far above. */
const MOST_NESTING = 100;
/** Columns before the first sign of a line. Each level of a block takes one at least. */
const MOST_INDENTATION = 400;
const MOST_DOCUMENTS = 1_000;

/** What there is too much of in a YAML text, or undefined. Looks at its signs one by one, so no text can exhaust the stack or the time. */
export function yamlExcess(text: string): 'nesting' | 'documents' | undefined {
  let flowDepth = 0;
  let indicators = 0;
  let documents = 0;
  let isLineStart = true;
  for (const sign of new Lexer().lex(text)) {
    if (sign === '[' || sign === '{') flowDepth++;
    if (sign === ']' || sign === '}') flowDepth--;
    if (sign === '---' || sign === '...') documents++;
    if (sign === '-' || sign === '?') indicators++;
    if (sign.includes('\n')) indicators = 0;
    const isIndentation = isLineStart && sign.startsWith(' ');
    if (flowDepth > MOST_NESTING || indicators > MOST_NESTING) return 'nesting';
    if (isIndentation && sign.length > MOST_INDENTATION) return 'nesting';
    if (documents > MOST_DOCUMENTS) return 'documents';
    isLineStart = sign.endsWith('\n');
  }
  return undefined;
}
