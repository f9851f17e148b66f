import type { Json, JsonObject } from '../../shared/domain/json/json.ts';

/** Where an actual value differs from the recorded one. */
export interface Difference {
  readonly path: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

const TOKEN = /<[A-Za-z_][A-Za-z0-9_.:-]*\??>/g;
const ANY = '<any>';

/** Everything in which `actual` differs from `expected`, whose texts may hold wildcards. None when they match. */
export function differences(expected: Json | undefined, actual: Json | undefined, path = ''): Difference[] {
  if (expected === ANY) return [];
  if (expected === undefined || actual === undefined) {
    return expected === actual ? [] : [{ path, expected, actual }];
  }
  if (typeof expected === 'string') {
    return typeof actual === 'string' && textMatches(expected, actual) ? [] : [{ path, expected, actual }];
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [{ path, expected, actual }];
    return expected.flatMap((item, index) => differences(item, actual[index], `${path}[${index}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [{ path, expected, actual }];
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].flatMap((name) => differences(expected[name], actual[name], path ? `${path}.${name}` : name));
  }
  return expected === actual ? [] : [{ path, expected, actual }];
}

/** A recorded cause may stand parsed; then the actual text must be JSON that matches it. */
export function causeDifferences(expected: Json | undefined, actual: Json | undefined, path: string): Difference[] {
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'string') {
    return differences(expected, actual, path);
  }
  const parsed = parsedOrText(actual);
  return differences(expected, parsed, path);
}

/** JSON text as the value that it stands for; other text as it is. */
export function parsedOrText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Each token stands for any run of characters, the rest is literal. */
function textMatches(expected: string, actual: string): boolean {
  const literals = expected.split(TOKEN);
  const [first = '', ...rest] = literals;
  const last = rest.pop();
  if (last === undefined) return expected === actual;
  if (actual.length < first.length + last.length || !actual.startsWith(first) || !actual.endsWith(last)) return false;
  const end = actual.length - last.length;
  let at = first.length;
  for (const literal of rest) {
    const found = actual.indexOf(literal, at);
    if (found < 0 || found + literal.length > end) return false;
    at = found + literal.length;
  }
  return true;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
