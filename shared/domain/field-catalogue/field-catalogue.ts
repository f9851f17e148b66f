import { DOCUMENT_FIELDS } from './document-fields.ts';
import type { EntityFields, Field } from './field.ts';
import { MASTER_DATA_FIELDS } from './master-data-fields.ts';
import { OTHER_FIELDS } from './other-fields.ts';

/** What is known of the fields of every built-in entity: used by conditions, mappings, editor and docs. */
export const FIELD_CATALOGUE: readonly EntityFields[] = [...DOCUMENT_FIELDS, ...MASTER_DATA_FIELDS, ...OTHER_FIELDS];

/** The fields of an entity, or of its lines. Undefined where nothing is known of them, as of entities of one's own. */
export function fieldsOfEntity(entity: string, part: 'fields' | 'lines' = 'fields'): readonly Field[] | undefined {
  return FIELD_CATALOGUE.find((known) => known.entity === entity)?.[part];
}

/** Gives what is known of a field, by its name. */
export type FieldLookup = (name: string) => Field | undefined;

const LOOKUPS: Readonly<Record<'fields' | 'lines', ReadonlyMap<string, FieldLookup>>> = {
  fields: lookupsOf('fields'),
  lines: lookupsOf('lines'),
};

/** The fields of an entity, or of its lines, by their names. */
export function fieldLookup(entity: string, part: 'fields' | 'lines' = 'fields'): FieldLookup {
  return LOOKUPS[part].get(entity) ?? (() => undefined);
}

function lookupsOf(part: 'fields' | 'lines'): ReadonlyMap<string, FieldLookup> {
  return new Map(
    FIELD_CATALOGUE.map(({ entity, [part]: known = [] }) => {
      const byName = new Map(known.map((field) => [field.name, field]));
      return [entity, (name) => byName.get(name)];
    }),
  );
}
