/** The JSONata between `{%` and `%}` when the whole text is an expression, else undefined. Blanks inside are dropped. */
export function expressionText(text: string): string | undefined {
  if (!text.startsWith('{%') || !text.endsWith('%}') || text.length < 4) return undefined;
  return text.slice(2, -2).trim();
}
