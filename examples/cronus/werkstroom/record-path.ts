import type { Erp } from '../erp.ts';

/** `/records/{entity}/{id}` and what follows, as a path of Werkstroom's API. */
export function recordPath({ source }: Pick<Erp, 'source'>, entity: string, id: string, more = ''): string {
  return `/records/${entity}/${encodeURIComponent(id)}${more}?source=${encodeURIComponent(source)}`;
}
