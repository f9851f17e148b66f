import type { Member } from '../domain/company/company.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { memberItems } from '../repositories/company-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { keyOf } from '../repositories/key-text.ts';
import { type ListPage, type PageRequest, readPage } from './read-page.ts';

/** One page of a company's members, by user id. */
export function listMembers(
  ports: { store: ItemStore },
  company: string,
  page: PageRequest,
): Promise<ListPage<Member>> {
  return readPage(ports, { type: memberItems, partitions: [membersOf(company)] }, page);
}

/** All members of a company. */
export function findMembers(ports: { store: ItemStore }, company: string): Promise<readonly Versioned<Member>[]> {
  return memberItems.queryAll(ports.store, membersOf(company));
}

function membersOf(company: string): { index: 'base'; partition: string } {
  return { index: 'base', partition: keyOf('member', company) };
}
