import type { JsonObject } from '../domain/json/json.ts';
import type { Change, Expectation, Item, ItemKey, ItemQuery, ItemStore, SecondaryIndex } from '../ports/item-store.ts';

/** A stored value together with the version that a change of it must name. */
export interface Versioned<Value> {
  readonly value: Value;
  readonly version: number;
}

/** A page of values. */
export interface Page<Value> {
  readonly items: readonly Versioned<Value>[];
  readonly next?: string;
}

/** A change that makes a new item. */
export type Creation = Extract<Change, { kind: 'put' }>;

/** How one type of thing is kept: its key, where it is listed, and when it goes. */
interface ItemTypeOptions<Value, Id> {
  readonly type: string;
  /** The partition must start with `<type>#`. */
  key(id: Id): ItemKey;
  idOf(value: Value): Id;
  indexes?(value: Value): Partial<Record<SecondaryIndex, ItemKey>>;
  /** ISO 8601 instant. */
  expiresAt?(value: Value): string | undefined;
}

/** Reads and changes of one type of item. Values in and out; keys, versions and indexes stay in here. */
export interface ItemType<Value, Id> {
  readonly type: string;
  get(store: ItemStore, id: Id): Promise<Versioned<Value> | undefined>;
  /** A page of a base partition or of an index. */
  query(store: ItemStore, query: ItemQuery): Promise<Page<Value>>;
  /** All values of a base partition or index partition, page by page. For partitions known to be small. */
  queryAll(store: ItemStore, query: Omit<ItemQuery, 'limit' | 'cursor'>): Promise<readonly Versioned<Value>[]>;
  /** Must not be there before. */
  create(value: Value): Creation;
  /** Must be there in the version that was read. */
  update(before: Versioned<Value>, value: Value): Creation;
  /** Creates or replaces, depending on whether there was one. */
  save(before: Versioned<Value> | undefined, value: Value): Change;
  remove(before: Versioned<Value>): Change;
  /** Holds while nobody else changed it. */
  check(id: Id, expect: Expectation): Change;
}

/** Defines how a type of thing is stored. */
export function defineItemType<Value extends object, Id>(options: ItemTypeOptions<Value, Id>): ItemType<Value, Id> {
  const read = (item: Item): Versioned<Value> => ({ value: item.body as object as Value, version: item.version });
  const put = (value: Value, version: number, expect: Expectation): Creation => {
    const indexes = options.indexes?.(value);
    const expiresAt = options.expiresAt?.(value);
    return {
      kind: 'put',
      expect,
      item: {
        key: options.key(options.idOf(value)),
        type: options.type,
        version,
        body: value as object as JsonObject,
        ...(indexes && { indexes }),
        ...(expiresAt && { expiresAt }),
      },
    };
  };
  const query: ItemType<Value, Id>['query'] = async (store, itemQuery) => {
    const page = await store.query(itemQuery);
    return { items: page.items.map(read), ...(page.next !== undefined && { next: page.next }) };
  };
  const update: ItemType<Value, Id>['update'] = (before, value) =>
    put(value, before.version + 1, { version: before.version });
  const create: ItemType<Value, Id>['create'] = (value) => put(value, 1, 'absent');
  return {
    type: options.type,
    create,
    update,
    query,
    save: (before, value) => (before ? update(before, value) : create(value)),
    remove: (before) => ({
      kind: 'delete',
      key: options.key(options.idOf(before.value)),
      expect: { version: before.version },
    }),
    check: (id, expect) => ({ kind: 'check', key: options.key(id), expect }),
    async get(store, id) {
      const item = await store.get(options.key(id));
      return item && read(item);
    },
    async queryAll(store, itemQuery) {
      const found: Versioned<Value>[] = [];
      let cursor: string | undefined;
      do {
        const page = await query(store, { ...itemQuery, limit: 1000, ...(cursor !== undefined && { cursor }) });
        found.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return found;
    },
  };
}
