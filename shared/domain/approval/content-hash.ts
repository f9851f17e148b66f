import { createHash } from 'node:crypto';
import type { Json } from '../json/json.ts';
import type { RecordContent } from '../record/record.ts';

/** Fields that change by the approval itself, or with every touch, and say nothing about what is approved. */
export const FIELDS_BESIDE_CONTENT: readonly string[] = ['status', 'lastModifiedDateTime'];

/** Names what is approved: SHA-256 of fields and lines, the same whatever the order of the members, before and while it is pending. */
export function contentHash({ fields, lines = [] }: Pick<RecordContent, 'fields' | 'lines'>): string {
  const content = Object.fromEntries(Object.entries(fields).filter(([name]) => !FIELDS_BESIDE_CONTENT.includes(name)));
  return createHash('sha256')
    .update(canonical({ fields: content, lines: [...lines] }))
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
