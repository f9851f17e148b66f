/** Tables of the item store, see {@link LocalDatabase.migrate}. A body is text, or a blob when it is compressed. */
export const ITEM_TABLES: readonly string[] = [
  `create table items (
    partition text not null,
    sort text not null,
    type text not null,
    version integer not null,
    body any not null,
    expires_at text,
    lists_partition text,
    lists_sort text,
    relations_partition text,
    relations_sort text,
    due_partition text,
    due_sort text
  ) strict`,
  'create unique index items_base on items (partition, sort)',
  sparseIndex('lists'),
  sparseIndex('relations'),
  sparseIndex('due'),
  'create index items_expiry on items (expires_at) where expires_at is not null',
];

/** Contains only the items that appear in it. The base key at the end gives items with equal sort keys a fixed order. */
function sparseIndex(name: string): string {
  return `create index items_${name} on items (${name}_partition, ${name}_sort, partition, sort)
    where ${name}_partition is not null`;
}
