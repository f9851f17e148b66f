import type { ListPage, PageRequest } from '../../../shared/usecases/read-page.ts';

/** The part of a list that the query asks for. */
export function pageRequest({ limit, cursor }: { limit: number; cursor?: string }): PageRequest {
  return { limit, ...(cursor !== undefined && { cursor }) };
}

/** A page as the API answers it. */
export function pageAnswer<Value, Item>(page: ListPage<Value>, view: (value: Value) => Item) {
  return {
    status: 200 as const,
    body: { items: page.items.map(view), ...(page.next !== undefined && { next: page.next }) },
  };
}
