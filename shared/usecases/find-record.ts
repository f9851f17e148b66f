import type { RecordKey, Snapshot } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { sourceItems } from '../repositories/company-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { keyOf } from '../repositories/key-text.ts';
import { recordItems } from '../repositories/record-items.ts';

export interface RecordQuestion {
  readonly company: string;
  readonly entity: string;
  readonly id: string;
  /** Needed only where several sources have a record with this entity and id. */
  readonly source?: string;
}

export type FindRecordResult =
  | { readonly kind: 'found'; readonly key: RecordKey; readonly snapshot: Snapshot }
  | { readonly kind: 'unknown-record' }
  | { readonly kind: 'ambiguous'; readonly sources: readonly string[] };

/** The record that a person means by entity and id. */
export async function findRecord(ports: Pick<Ports, 'store'>, question: RecordQuestion): Promise<FindRecordResult> {
  const sources = question.source === undefined ? await sourcesOf(ports, question.company) : [question.source];
  const { company, entity, id } = question;
  const keys = sources.map((source): RecordKey => ({ company, source, entity, id }));
  const found = (await Promise.all(keys.map((key) => newestOf(ports, key)))).flatMap((item) => item ?? []);
  const [first] = found;
  if (!first) return { kind: 'unknown-record' };
  if (found.length > 1) return { kind: 'ambiguous', sources: found.map(({ value }) => value.key.source) };
  return { kind: 'found', key: first.value.key, snapshot: first.value };
}

/** Ids that are followed from an old one to the newest. */
const MOST_RENAMES = 20;

/** A record that has another id by now is meant by the old one too, until another record gets that. */
async function newestOf(ports: Pick<Ports, 'store'>, key: RecordKey): Promise<Versioned<Snapshot> | undefined> {
  let item = await recordItems.get(ports.store, key);
  for (let renames = 0; item?.value.renamedTo !== undefined && renames < MOST_RENAMES; renames++) {
    item = await recordItems.get(ports.store, { ...key, id: item.value.renamedTo });
  }
  return item;
}

/** The ids of a company's sources. */
export async function sourcesOf(ports: Pick<Ports, 'store'>, company: string): Promise<readonly string[]> {
  const sources = await sourceItems.queryAll(ports.store, { index: 'base', partition: keyOf('source', company) });
  return sources.map(({ value }) => value.id);
}
