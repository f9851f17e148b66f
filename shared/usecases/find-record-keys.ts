import { ENTITY_VERBS } from '../domain/event/entity-verbs.ts';
import { entityOf } from '../domain/event/event.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { recordItems } from '../repositories/record-items.ts';
import { findSources } from './list-sources.ts';

/** The platform's own events are about records of these entities' names, but no record has them. */
const NO_RECORDS = ['approvalRequest'];

/**
 * The records that `record=` of a list may mean: `entity/id` in every source, or an id alone, which is looked for among the records that
 * we know.
 */
export async function findRecordKeys(
  ports: { store: ItemStore },
  question: { company: string; record: string; source?: string },
): Promise<readonly RecordKey[]> {
  const { company, record } = question;
  const sources = (await findSources(ports, company)).filter(({ id }) => !question.source || id === question.source);
  const slash = record.indexOf('/');
  if (slash > 0) {
    const entity = record.slice(0, slash);
    const id = record.slice(slash + 1);
    return sources.map((source) => ({ company, source: source.id, entity, id }));
  }
  const keys = sources.flatMap((source) =>
    entitiesOf(source).map((entity): RecordKey => ({ company, source: source.id, entity, id: record })),
  );
  const known = await Promise.all(keys.map((key) => recordItems.get(ports.store, key)));
  return keys.filter((_, index) => known[index] !== undefined);
}

function entitiesOf(source: { events?: readonly string[]; mappings?: object }): readonly string[] {
  const declared = (source.events ?? []).map(entityOf);
  const entities = new Set([...Object.keys(ENTITY_VERBS), ...declared, ...Object.keys(source.mappings ?? {})]);
  return [...entities].filter((entity) => !NO_RECORDS.includes(entity));
}
