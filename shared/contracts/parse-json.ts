import { jsonFaultPosition } from './json-fault-position.ts';
import { deepNestingPosition, MOST_NESTING } from './json-nesting.ts';

/** The parsed value, or where and why the text is not JSON that can be used (line and column count from 1). */
export type ParsedJson =
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'malformed'; readonly detail: string };

/** Parses JSON text from outside. It may begin with a byte order mark, as some programs write it (RFC 8259, 8.1). */
export function parseJson(text: string): ParsedJson {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const deep = deepNestingPosition(json);
  if (deep !== undefined) return malformed(json, deep, `The body is nested deeper than ${MOST_NESTING} levels`);
  try {
    return { kind: 'parsed', value: JSON.parse(json) };
  } catch (error) {
    const found = /at position (\d+)/.exec(error instanceof Error ? error.message : String(error));
    return malformed(json, found ? Number(found[1]) : jsonFaultPosition(json), 'The body is not JSON: problem');
  }
}

function malformed(text: string, position: number, what: string): ParsedJson {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  return { kind: 'malformed', detail: `${what} at line ${line}, column ${column} (position ${position}).` };
}
