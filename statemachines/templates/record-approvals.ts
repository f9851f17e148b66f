import { type RecordApproval, recordApproval } from './record-approval.ts';
import type { Template } from './template.ts';

const MASTER_DATA = { tells: true, allowsOnCancel: true } as const;
/** Cancelling keeps the restriction, as in Business Central: whoever sends again gets it lifted by the approval. */
const BATCH = { tells: true, allowsOnCancel: false } as const;

/** Rows 22, 24, 25 and 28 to 32 of domain 1.2, and the batch of the Sustainability app. */
const RECORD_APPROVALS: readonly RecordApproval[] = [
  { code: 'MS-CUSTAPW', name: 'Customer Approval', category: 'SALES', entity: 'customer', ...MASTER_DATA },
  { code: 'MS-VENDAPW', name: 'Vendor Approval', category: 'PURCH', entity: 'vendor', ...MASTER_DATA },
  { code: 'MS-ITEMAPW', name: 'Item Approval', category: 'SALES', entity: 'item', ...MASTER_DATA },
  {
    code: 'MS-GJLAPW',
    name: 'General Journal Line Approval',
    category: 'FIN',
    entity: 'generalJournalLine',
    tells: false,
    allowsOnCancel: false,
    showConfirmation: false,
  },
  { code: 'MS-IJBAPW', name: 'Item Journal Batch Approval', category: 'INV', entity: 'itemJournalBatch', ...BATCH },
  {
    code: 'MS-RWBAPW',
    name: 'Requisition Worksheet Batch Approval',
    category: 'PURCH',
    entity: 'requisitionWorksheetBatch',
    ...BATCH,
  },
  {
    code: 'MS-JQEAPW',
    name: 'Job Queue Entry Approval',
    category: 'ADMIN',
    entity: 'jobQueueEntry',
    ...MASTER_DATA,
    onApproved: [{ do: 'records.enableJobQueueEntry' }],
  },
  {
    code: 'MS-VENDBANKACCAPW',
    name: 'Vendor Bank Account Approval',
    category: 'PURCH',
    entity: 'vendorBankAccount',
    ...MASTER_DATA,
  },
  {
    code: 'MS-SUSTJBAPW',
    name: 'Sustainability Journal Batch Approval',
    category: 'ESG',
    entity: 'sustainabilityJournalBatch',
    ...BATCH,
  },
];

/** The approvals of master data, journals and job queue entries. */
export const recordApprovals: readonly Template[] = RECORD_APPROVALS.map(recordApproval);
