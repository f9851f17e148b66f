import { jsonFaultPosition } from './json-fault-position.ts';

/** The parsed value, or where and why the text is not JSON (line and column count from 1). */
export type ParsedJson =
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Parses JSON text from outside. */
export function parseJson(text: string): ParsedJson {
  try {
    return { kind: 'parsed', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'malformed', detail: describe(text, error instanceof Error ? error.message : String(error)) };
  }
}

function describe(text: string, message: string): string {
  const found = /at position (\d+)/.exec(message);
  const position = found ? Number(found[1]) : jsonFaultPosition(text);
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  return `The body is not JSON: problem at line ${line}, column ${column} (position ${position}).`;
}
