import { entityOf } from '../domain/event/event.ts';
import { relationsTo, TABLE_RELATIONS } from '../domain/event/table-relations.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import { keyOf } from './key-text.ts';

/** The topics of other records that belong to a run's record, as far as the run may take their events (domain 2.4). */
export function relationTopicsOf(record: RecordKey, listensTo: readonly string[]): readonly string[] {
  const entities = new Set(listensTo.map(entityOf));
  return TABLE_RELATIONS.filter(
    ({ entity, relatedEntity }) =>
      entity === record.entity && relatedEntity !== 'approvalRequest' && entities.has(relatedEntity),
  ).map(({ relatedEntity, relatedField = 'id' }) =>
    topic({ source: record.source, entity: record.entity, relatedEntity, relatedField, id: record.id }),
  );
}

/** The topics under which runs about other records listen for this one: those that its fields name. */
export function topicsNamedBy(record: RecordKey & { readonly fields: JsonObject }): readonly string[] {
  return relationsTo(record.entity).flatMap(({ entity, relatedField = 'id' }) => {
    const value = relatedField === 'id' ? record.id : record.fields[relatedField];
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
    const about = { source: record.source, entity, relatedEntity: record.entity, relatedField, id: String(value) };
    return [topic(about)];
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
