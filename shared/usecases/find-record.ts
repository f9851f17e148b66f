import type { RecordKey, Snapshot } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { sourceItems } from '../repositories/company-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { findNewestName } from './find-newest-name.ts';

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
  const found = (await Promise.all(keys.map((key) => findNewestName(ports, key)))).flatMap(
    ({ snapshot }) => snapshot ?? [],
  );
  const [first] = found;
  if (!first) return { kind: 'unknown-record' };
  if (found.length > 1) return { kind: 'ambiguous', sources: found.map(({ value }) => value.key.source) };
  return { kind: 'found', key: first.value.key, snapshot: first.value };
}

/** The ids of a company's sources. */
export async function sourcesOf(ports: Pick<Ports, 'store'>, company: string): Promise<readonly string[]> {
  const sources = await sourceItems.queryAll(ports.store, { index: 'base', partition: keyOf('source', company) });
  return sources.map(({ value }) => value.id);
}
