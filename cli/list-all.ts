import type { Server } from './server.ts';

/** Everything that a list of the API holds, page by page. @param path with its query, if it has one. */
export async function listAll<Item>(server: Server, path: string): Promise<readonly Item[]> {
  const found: Item[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '200', ...(cursor !== undefined && { cursor }) });
    const { body } = await server.call('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`);
    const { items = [], next }: { items?: readonly Item[]; next?: string } = Object(body);
    found.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return found;
}
