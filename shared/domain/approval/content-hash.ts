import { createHash } from 'node:crypto';
import type { Json } from '../json/json.ts';
import type { RecordContent } from '../record/record.ts';

/** Names what was shown: SHA-256 of fields and lines, the same whatever the order of the members. */
export function contentHash({ fields, lines = [] }: Pick<RecordContent, 'fields' | 'lines'>): string {
  return createHash('sha256')
    .update(canonical({ fields, lines: [...lines] }))
    .digest('hex');
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}
