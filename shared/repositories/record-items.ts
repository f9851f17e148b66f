import type { RecordKey, Snapshot } from '../domain/record/record.ts';
import { defineItemType } from './item-type.ts';
import { ONLY, recordPartition } from './key-text.ts';

/** The last known content of each record. */
export const recordItems = defineItemType<Snapshot, RecordKey>({
  type: 'record',
  key: (key) => ({ partition: recordPartition('record', key), sort: ONLY }),
  idOf: (snapshot) => snapshot.key,
});
