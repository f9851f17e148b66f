import type { Json } from '../../domain/json/json.ts';

/** JSON text with the members of objects in one order, so that equal values are equal texts. Step Functions compares inputs. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(value, (_name, part: Json) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
