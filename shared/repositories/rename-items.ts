import type { RecordKey } from '../domain/record/record.ts';
import { defineItemType } from './item-type.ts';
import { duePartition, keyOf, recordPartition } from './key-text.ts';

/** A record has another id: what was asked about it is still to follow. */
export interface Rename {
  readonly from: RecordKey;
  readonly to: RecordKey;
  readonly user?: string;
  /** When the sweep looks at it next (ISO 8601). */
  readonly dueAt: string;
  /** Everything that was there has followed; what was just being written then is looked for once more. */
  readonly followed?: boolean;
}

/** Renames that are under way, by the two names. */
export const renameItems = defineItemType<Rename, Pick<Rename, 'from' | 'to'>>({
  type: 'rename',
  key: ({ from, to }) => ({ partition: recordPartition('rename', from), sort: to.id }),
  idOf: (rename) => rename,
  indexes: ({ from, to, dueAt }) => ({
    due: {
      partition: duePartition(from.id),
      sort: keyOf(dueAt, 'rename', from.company, from.source, from.entity, from.id, to.id),
    },
  }),
});
