import type { Source } from '../domain/company/company.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { sourceItems } from '../repositories/company-items.ts';
import { keyOf } from '../repositories/key-text.ts';
import { type ListPage, type PageRequest, readPage } from './read-page.ts';

/** One page of a company's sources, by id. */
export function listSources(
  ports: { store: ItemStore },
  company: string,
  page: PageRequest,
): Promise<ListPage<Source>> {
  return readPage(ports, { type: sourceItems, partitions: [sourcesPartition(company)] }, page);
}

/** All sources of a company. */
export async function findSources(ports: { store: ItemStore }, company: string): Promise<readonly Source[]> {
  const sources = await sourceItems.queryAll(ports.store, sourcesPartition(company));
  return sources.map(({ value }) => value);
}

function sourcesPartition(company: string): { index: 'base'; partition: string } {
  return { index: 'base', partition: keyOf('source', company) };
}
