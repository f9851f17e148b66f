import type { Json, JsonObject } from '../json/json.ts';
import { type RecordContent, sameJson } from '../record/record.ts';
import { FIELDS_BESIDE_CONTENT } from './content-hash.ts';

/** One difference between what was asked and what is there now. An absent side: it was not there. */
export interface ContentChange {
  readonly what: string;
  readonly before?: Json;
  readonly after?: Json;
}

type Content = Pick<RecordContent, 'fields' | 'lines'>;

/** What changed in a record since approval was asked, field by field and line by line. */
export function changesSince(asked: Content, now: Content): readonly ContentChange[] {
  return [
    ...changedMembers(asked.fields, now.fields, '').filter(({ what }) => !FIELDS_BESIDE_CONTENT.includes(what)),
    ...changedLines(asked.lines ?? [], now.lines ?? []),
  ];
}

function changedLines(before: readonly JsonObject[], after: readonly JsonObject[]): readonly ContentChange[] {
  return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index): readonly ContentChange[] => {
    const [old, fresh] = [before[index], after[index]];
    if (old && fresh) return changedMembers(old, fresh, `line ${index + 1}, `);
    return [{ what: `line ${index + 1}`, ...(old && { before: old }), ...(fresh && { after: fresh }) }];
  });
}

function changedMembers(before: JsonObject, after: JsonObject, place: string): readonly ContentChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !sameJson(before[name], after[name]))
    .map((name) => {
      const [old, fresh] = [before[name], after[name]];
      return {
        what: `${place}${name}`,
        ...(old !== undefined && { before: old }),
        ...(fresh !== undefined && { after: fresh }),
      };
    });
}
