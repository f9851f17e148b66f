import { type DocumentApproval, documentApproval } from './document-approval.ts';
import type { Template } from './template.ts';

const PURCHASE = { category: 'PURCHDOC', entity: 'purchaseDocument', status: 'Open' } as const;
const SALES = { category: 'SALESDOC', entity: 'salesDocument', status: 'Open' } as const;
const INCOMING = { category: 'INT', entity: 'incomingDocument', status: 'New' } as const;
const GROUP = { approverType: 'workflowUserGroup', limitType: 'directApprover' } as const;
const CHAIN = { approverType: 'approver', limitType: 'approverChain' } as const;
const PERSON = { approverType: 'salespersonPurchaser', limitType: 'directApprover' } as const;
const PERSON_CHAIN = { approverType: 'salespersonPurchaser', limitType: 'approverChain' } as const;

/** Rows 2, 7 to 18 of domain 1.2. */
const DOCUMENT_APPROVALS: readonly DocumentApproval[] = [
  { code: 'MS-INCDOCAPW', name: 'Incoming Document Approval', ...INCOMING, ...GROUP },
  { code: 'MS-BPOAPW', name: 'Blanket Purchase Order Approval', documentType: 'Blanket Order', ...PURCHASE, ...GROUP },
  { code: 'MS-PCMAPW', name: 'Purchase Credit Memo Approval', documentType: 'Credit Memo', ...PURCHASE, ...PERSON },
  { code: 'MS-PIAPW', name: 'Purchase Invoice Approval', documentType: 'Invoice', ...PURCHASE, ...PERSON },
  { code: 'MS-POAPW', name: 'Purchase Order Approval', documentType: 'Order', ...PURCHASE, ...CHAIN },
  { code: 'MS-PQAPW', name: 'Purchase Quote Approval', documentType: 'Quote', ...PURCHASE, ...CHAIN },
  { code: 'MS-PROAPW', name: 'Purchase Return Order Approval', documentType: 'Return Order', ...PURCHASE, ...PERSON },
  { code: 'MS-BSOAPW', name: 'Blanket Sales Order Approval', documentType: 'Blanket Order', ...SALES, ...GROUP },
  { code: 'MS-SCMAPW', name: 'Sales Credit Memo Approval', documentType: 'Credit Memo', ...SALES, ...PERSON },
  { code: 'MS-SIAPW', name: 'Sales Invoice Approval', documentType: 'Invoice', ...SALES, ...PERSON },
  { code: 'MS-SOAPW', name: 'Sales Order Approval', documentType: 'Order', ...SALES, ...PERSON_CHAIN },
  { code: 'MS-SQAPW', name: 'Sales Quote Approval', documentType: 'Quote', ...SALES, ...PERSON },
  { code: 'MS-SROAPW', name: 'Sales Return Order Approval', documentType: 'Return Order', ...SALES, ...PERSON },
];

/** The approvals of purchase, sales and incoming documents. */
export const documentApprovals: readonly Template[] = DOCUMENT_APPROVALS.map(documentApproval);
