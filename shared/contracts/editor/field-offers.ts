import type { Field, FieldType } from '../../domain/field-catalogue/field.ts';
import type { Json, JsonObject } from '../../domain/json/json.ts';
import type { EditorOffers } from './editor-offers.ts';

const TYPES: Readonly<Record<FieldType, string>> = {
  code: 'A code; upper and lower case are the same.',
  text: 'A text; upper and lower case differ, unless @ stands before it.',
  number: 'A number.',
  date: 'A date such as 2026-03-01, or t (today), t-7d..t.',
  time: 'A time of day such as 8:30.',
  dateTime: 'An instant such as 2026-03-01T08:00:00Z, or a day.',
  boolean: 'true or false.',
  option: 'One of its values, or several with | between them.',
};

/** Definitions: the fields of each entity, and of its lines, as filters on them. Sources may send more, so others are not refused. */
export function fieldOffers({ entities }: EditorOffers): JsonObject {
  return Object.fromEntries(
    entities.flatMap(({ entity, title, fields, lines }) => [
      [fieldsKey(entity), { title, properties: propertiesOf(fields) }],
      ...(lines ? [[linesKey(entity), { title: `Line of: ${title}`, properties: propertiesOf(lines) }] as const] : []),
    ]),
  );
}

/** The name of the definition of an entity's fields. */
export function fieldsKey(entity: string): string {
  return `Fields.${entity}`;
}

/** The name of the definition of the fields of an entity's lines. */
export function linesKey(entity: string): string {
  return `Lines.${entity}`;
}

function propertiesOf(fields: readonly Field[]): Json {
  return Object.fromEntries(fields.map((field) => [field.name, filterOn(field)]));
}

function filterOn({ type, options = [], calculated }: Field): Json {
  const values = options.map((option) => option || "''");
  return {
    type: ['string', 'number', 'boolean'],
    description: `A filter. ${TYPES[type]}${values.length > 0 ? ` Values: ${values.join(', ')}.` : ''}${calculated ? ' Calculated.' : ''}`,
    ...(values.length > 0 && { examples: values }),
  };
}
