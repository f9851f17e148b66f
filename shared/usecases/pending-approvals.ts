import type { RecordKey } from '../domain/record/record.ts';
import type { Ports } from '../ports/ports.ts';
import { requestItems, requestsOfRecord } from '../repositories/approval-items.ts';

/** How many entries about a record are created or open: Business Central's Pending Approvals of documents (domain 3.2). Questions of steps are none of its. */
export async function pendingApprovalsOf(ports: Pick<Ports, 'store'>, record: RecordKey): Promise<number> {
  const partition = requestsOfRecord(record);
  const requests = await requestItems.queryAll(ports.store, { index: 'relations', partition });
  return requests.reduce((sum, { value }) => sum + (value.question ? 0 : value.pendingApprovals), 0);
}
