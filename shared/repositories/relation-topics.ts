import { entityOf } from '../domain/event/event.ts';
import { isOfRecordItself, relationsTo, TABLE_RELATIONS } from '../domain/event/table-relations.ts';
import type { Json, JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import { keyOf } from './key-text.ts';

/** The topics of other records that belong to this one, as far as a run may take their events (domain 2.4). */
export function relationTopicsOf(
  record: RecordKey & { readonly fields: JsonObject },
  listensTo: readonly string[],
): readonly string[] {
  const entities = new Set(listensTo.filter((type) => !isOfRecordItself(type)).map(entityOf));
  const topics = TABLE_RELATIONS.filter(
    ({ entity, relatedEntity }) =>
      entity === record.entity && relatedEntity !== 'approvalRequest' && entities.has(relatedEntity),
  ).flatMap(({ field, relatedEntity, relatedField = 'id' }) =>
    namesOf(record, field).map((id) =>
      topic({ source: record.source, entity: record.entity, relatedEntity, relatedField, id }),
    ),
  );
  return [...new Set(topics)];
}

/** How other records may name this one: by its id, or by the field that numbers it. */
function namesOf(record: { readonly id: string; readonly fields: JsonObject }, field?: string): readonly string[] {
  const name = field === undefined ? undefined : textOf(record.fields[field]);
  return name === undefined ? [record.id] : [record.id, name];
}

function textOf(value: Json | undefined): string | undefined {
  const isName = (typeof value === 'string' && value !== '') || typeof value === 'number';
  return isName ? String(value) : undefined;
}

/** The topics under which runs about other records listen for this one: those that its fields name. */
export function topicsNamedBy(record: RecordKey & { readonly fields: JsonObject }): readonly string[] {
  return relationsTo(record.entity).flatMap(({ entity, relatedField = 'id' }) => {
    const id = relatedField === 'id' ? record.id : textOf(record.fields[relatedField]);
    if (id === undefined) return [];
    return [topic({ source: record.source, entity, relatedEntity: record.entity, relatedField, id })];
  });
}

function topic(about: {
  source: string;
  entity: string;
  relatedEntity: string;
  relatedField: string;
  id: string;
}): string {
  const { source, entity, relatedEntity, relatedField, id } = about;
  return keyOf('relation', source, entity, relatedEntity, relatedField, id);
}
