import type { Json, JsonObject } from '../json/json.ts';

/** What identifies a record: a system of record (source) inside a company, an entity and the id that the source gave. */
export interface RecordKey {
  readonly company: string;
  readonly source: string;
  /** `purchaseDocument`, `item`, ... or a custom name. */
  readonly entity: string;
  readonly id: string;
}

/** Names a record of the same source. */
export interface RecordOrigin {
  readonly entity: string;
  readonly id: string;
}

/** The content of a record in the words of our field catalogue. */
export interface RecordContent {
  readonly fields: JsonObject;
  /** Document lines. Absent when the source sent none. */
  readonly lines?: readonly JsonObject[];
  /** Where a person sees the record in its own system. */
  readonly url?: string;
  /** The record of the same source that this one was made from: a quote that became an order, a document that was posted. */
  readonly origin?: RecordOrigin;
}

/** Our last knowledge of a record. */
export interface Snapshot extends RecordContent {
  readonly key: RecordKey;
  /** Number of the last event of this record, counted by us as they come in (1, 2, ...). */
  readonly sequence: number;
  /** The source's time of the event that brought this content (ISO 8601). */
  readonly at: string;
  readonly deleted?: boolean;
  /** The id that the record has had since: this one is no longer in use. */
  readonly renamedTo?: string;
  /** The status that a command has given the record since, as long as its source has not told of one itself. */
  readonly commandedStatus?: string;
  /** Name of the blob that holds the lines of a large record instead of `lines`. */
  readonly linesBlob?: string;
}

/** The fields of a record as we know it, with the status that the source has acknowledged to have set. */
export function knownFields({ fields, commandedStatus }: Pick<Snapshot, 'fields' | 'commandedStatus'>): JsonObject {
  return commandedStatus === undefined ? fields : { ...fields, status: commandedStatus };
}

/** `entity/id`, the form of `record=` in the API. */
export function recordPath(key: Pick<RecordKey, 'entity' | 'id'>): string {
  return `${key.entity}/${key.id}`;
}

/** True when both values are the same JSON, whatever the order of members. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((value, index) => sameJson(value, right[index]))
    );
  }
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => sameJson(left[name], right[name]));
}
