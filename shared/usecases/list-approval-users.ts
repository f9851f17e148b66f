import type { ApprovalUser } from '../domain/approval/approval.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { approvalUserItems } from '../repositories/approval-items.ts';
import { approvalUsersOf } from './approval-setup.ts';
import { type ListPage, type PageRequest, readPage } from './read-page.ts';

/** One page of the approval user setup, by user id. */
export function listApprovalUsers(
  ports: { store: ItemStore },
  company: string,
  page: PageRequest,
): Promise<ListPage<ApprovalUser>> {
  return readPage(ports, { type: approvalUserItems, partitions: [approvalUsersOf(company)] }, page);
}
