import type { EntityMapping } from '../company/company.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { RecordContent } from '../record/record.ts';

type NameMap = Readonly<Record<string, string>>;
type ValueMap = Readonly<Record<string, NameMap>>;

/** A record in the source's words, told in the words of our field catalogue. Names and values that are not mapped stay as they are. */
export function toCatalogue(content: RecordContent, mapping: EntityMapping | undefined): RecordContent {
  if (!mapping) return content;
  return {
    ...content,
    fields: fieldsToCatalogue(content.fields, mapping),
    ...(content.lines && { lines: content.lines.map((line) => fieldsToCatalogue(line, mapping.lines ?? {})) }),
  };
}

/** Header fields in the words of our field catalogue. */
export function fieldsToCatalogue(fields: JsonObject, mapping: { fields?: NameMap; values?: ValueMap }): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      mapping.fields?.[name] ?? name,
      mapped(value, mapping.values?.[name]),
    ]),
  );
}

/** Field values in our words, told in the source's words: the way back, for commands. */
export function fieldsToSource(fields: JsonObject, mapping: EntityMapping | undefined): JsonObject {
  if (!mapping) return fields;
  const sourceNames = inverse(mapping.fields ?? {});
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const sourceName = sourceNames[name] ?? name;
      return [sourceName, mapped(value, inverse(mapping.values?.[sourceName] ?? {}))];
    }),
  );
}

function mapped(value: Json, names: NameMap | undefined): Json {
  return typeof value === 'string' ? (names?.[value] ?? value) : value;
}

/** The first of several names that mean the same wins. */
function inverse(names: NameMap): NameMap {
  return Object.fromEntries(
    Object.entries(names)
      .reverse()
      .map(([from, to]) => [to, from]),
  );
}
