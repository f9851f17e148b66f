import { entityOf, verbOf } from './event.ts';

const RECORD = ['created', 'modified', 'renamed', 'deleted'] as const;
const APPROVAL = ['approvalRequested', 'approvalCancelled'] as const;
const DOCUMENT = [...RECORD, ...APPROVAL, 'released', 'reopened', 'posted'] as const;

/** What can happen to the built-in entities. A source may declare more; custom entities may have any verb. */
export const ENTITY_VERBS: Readonly<Record<string, readonly string[]>> = {
  purchaseDocument: DOCUMENT,
  salesDocument: [...DOCUMENT, 'creditLimitExceeded', 'creditLimitNotExceeded'],
  customer: [...RECORD, ...APPROVAL],
  vendor: [...RECORD, ...APPROVAL],
  vendorBankAccount: [...RECORD, ...APPROVAL],
  item: [...RECORD, ...APPROVAL],
  generalJournalBatch: [...RECORD, ...APPROVAL, 'balanced', 'notBalanced', 'posted'],
  generalJournalLine: [...RECORD, ...APPROVAL],
  itemJournalBatch: [...RECORD, ...APPROVAL, 'posted'],
  requisitionWorksheetBatch: [...RECORD, ...APPROVAL],
  jobQueueEntry: [...RECORD, ...APPROVAL],
  incomingDocument: [
    ...DOCUMENT,
    'documentCreated',
    'documentCreationFailed',
    'journalLineCreated',
    'journalLineCreationFailed',
    'readyForOcr',
    'sentToOcr',
    'receivedFromOcr',
    'receivedFromDocumentExchange',
    'fileAttached',
  ],
  /** Business Central's Sustainability app. */
  sustainabilityJournalBatch: [...RECORD, ...APPROVAL, 'posted'],
  /** Business Central's E-Document app. */
  electronicDocument: [...RECORD, 'sent', 'sendFailed', 'statusChanged'],
  /** The answer of a flow that a source told about a record (records.notifyWebhook). */
  webhookResponse: ['received'],
  /** Raised by the platform: one approver's part in a request. */
  approvalRequest: ['approved', 'rejected', 'delegated', 'cancelled', 'overdue'],
};

const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9]*\.[A-Za-z][A-Za-z0-9]*$/;

/** True for a text of the form `<entity>.<verb>`. */
export function isEventType(type: string): boolean {
  return EVENT_TYPE.test(type);
}

/** True when the event can happen: a known verb of a built-in entity, one that a source declared, or any verb of a custom entity. */
export function isKnownEvent(type: string, declared: readonly string[] = []): boolean {
  const entity = entityOf(type);
  if (!isEventType(type)) return false;
  if (!Object.hasOwn(ENTITY_VERBS, entity)) return true;
  return ENTITY_VERBS[entity]?.includes(verbOf(type)) || declared.includes(type);
}

/** The names of all events of built-in entities. */
export function builtInEvents(): string[] {
  return Object.entries(ENTITY_VERBS).flatMap(([entity, verbs]) => verbs.map((verb) => `${entity}.${verb}`));
}
