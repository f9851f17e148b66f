import type { ItemStore } from '../ports/item-store.ts';
import { type AuditEntry, auditItems, auditOfCompany, auditOfRecord } from '../repositories/audit-items.ts';
import { auditedRecord } from './audit-change.ts';
import { findRecordKeys } from './find-record-keys.ts';
import { type ListPage, type PageRequest, type PartitionQuery, readPage } from './read-page.ts';

/** One page of a company's audit trail, newest first; of one record where it is named (an id, or `entity/id`). */
export async function listAudit(
  ports: { store: ItemStore },
  question: { company: string; record?: string },
  page: PageRequest,
): Promise<ListPage<AuditEntry>> {
  return readPage(ports, { type: auditItems, partitions: await partitionsOf(ports, question) }, page);
}

async function partitionsOf(
  ports: { store: ItemStore },
  { company, record }: { company: string; record?: string },
): Promise<readonly PartitionQuery[]> {
  const order = 'descending';
  if (record === undefined) return [{ index: 'lists', partition: auditOfCompany(company), order }];
  const keys = await findRecordKeys(ports, { company, record });
  return keys.map((key): PartitionQuery => {
    return { index: 'relations', partition: auditOfRecord(company, auditedRecord(key)), order };
  });
}
