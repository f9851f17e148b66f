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
      own(mapping.fields, name) ?? name,
      mapped(value, own(mapping.values, name)),
    ]),
  );
}

/** Field values in our words, told in the source's words: the way back, for commands. */
export function fieldsToSource(fields: JsonObject, mapping: EntityMapping | undefined): JsonObject {
  if (!mapping) return fields;
  const sourceNames = inverse(mapping.fields ?? {});
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const sourceName = own(sourceNames, name) ?? name;
      return [sourceName, mapped(value, inverse(own(mapping.values, sourceName) ?? {}))];
    }),
  );
}

function mapped(value: Json, names: NameMap | undefined): Json {
  return typeof value === 'string' ? (own(names, value) ?? value) : value;
}

/** What a map says of a name from outside, which may be called like something that every object has. */
function own<Value>(map: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return map && Object.hasOwn(map, name) ? map[name] : undefined;
}

/** The first of several names that mean the same wins. */
function inverse(names: NameMap): NameMap {
  return Object.fromEntries(
    Object.entries(names)
      .reverse()
      .map(([from, to]) => [to, from]),
  );
}
