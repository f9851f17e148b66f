import type { Position } from '../../shared/adapters/item-store/query-cursor.ts';
import type { ItemQuery } from '../../shared/ports/item-store.ts';
import { ITEM_COLUMNS } from './item-row.ts';

/** A statement and what is bound to it. */
export interface QuerySql {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Above every character that a key contains, so that `prefix` + this is above every key with that prefix. */
const HIGHEST_CHARACTER = '\u{10FFFF}';

/** The statement that reads the items of `query` in order, from `after` on, without those expired at `now`. */
export function sqlOfQuery(query: ItemQuery, context: { after: Position | undefined; now: string }): QuerySql {
  const [partition, sort] =
    query.index === 'base' ? ['partition', 'sort'] : [`${query.index}_partition`, `${query.index}_sort`];
  const descending = query.order === 'descending';
  const conditions = [`${partition} = ?`];
  const values = [query.partition];
  const demand = (condition: string, ...bound: string[]): void => {
    conditions.push(condition);
    values.push(...bound);
  };

  const range = query.range ?? {};
  if ('beginsWith' in range) {
    demand(`${sort} >= ? and ${sort} < ?`, range.beginsWith, range.beginsWith + HIGHEST_CHARACTER);
  } else {
    if (range.from !== undefined) demand(`${sort} >= ?`, range.from);
    if (range.to !== undefined) demand(`${sort} <= ?`, range.to);
  }
  if (context.after) {
    const { sort: sortAfter, key } = context.after;
    demand(`(${sort}, partition, sort) ${descending ? '<' : '>'} (?, ?, ?)`, sortAfter, key.partition, key.sort);
  }
  demand('(expires_at is null or expires_at > ?)', context.now);

  const direction = descending ? 'desc' : 'asc';
  const order = [sort, 'partition', 'sort'].map((column) => `${column} ${direction}`).join(', ');
  return { sql: `select ${ITEM_COLUMNS} from items where ${conditions.join(' and ')} order by ${order}`, values };
}
