import { defineItemType } from './item-type.ts';
import { keyOf, ONLY } from './key-text.ts';

/** By which fields events of an entity may find runs: those that any version of a workflow has ever named as a key. */
export interface KeyFields {
  readonly company: string;
  readonly entity: string;
  readonly fields: readonly string[];
}

export const keyFieldsItems = defineItemType<KeyFields, Pick<KeyFields, 'company' | 'entity'>>({
  type: 'keyFields',
  key: ({ company, entity }) => ({ partition: keyOf('keyFields', company, entity), sort: ONLY }),
  idOf: (fields) => fields,
});
