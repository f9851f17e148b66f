import type { SecondaryIndex } from '../../ports/item-store.ts';

/** The names of the table's attributes. Index keys are `listsPk` and `listsSk` and so on; an index has the name of its port. */
export const PARTITION = 'pk';
export const SORT = 'sk';
export const VERSION = 'version';
export const BODY = 'body';
/** ISO 8601 instant with milliseconds, which conditions compare. */
export const EXPIRES_AT = 'expiresAt';
/** The same moment in whole seconds, rounded up: the only form that the table's clean-up (TTL) reads. */
export const TIME_TO_LIVE = 'ttl';

/** All secondary indexes of the table. Each projects keys only; the items of a page are read by them. */
export const SECONDARY_INDEXES: readonly SecondaryIndex[] = ['lists', 'relations', 'due'];

/** The attributes that hold the keys of an index. */
export function keyAttributesOf(index: 'base' | SecondaryIndex): { partition: string; sort: string } {
  return index === 'base' ? { partition: PARTITION, sort: SORT } : { partition: `${index}Pk`, sort: `${index}Sk` };
}
