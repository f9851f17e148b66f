/** How records of one entity belong to records of another: `field` of the one equals `relatedField` of the other (domain 2.4). */
export interface TableRelation {
  readonly entity: string;
  /** Absent: the record's id. A field that numbers records may as well be the id itself: that is what many sources send. */
  readonly field?: string;
  readonly relatedEntity: string;
  /** Absent: the record's id. */
  readonly relatedField?: string;
}

/** Whose approval entries belong to them by the record itself. */
const APPROVABLE = [
  'purchaseDocument',
  'salesDocument',
  'customer',
  'vendor',
  'vendorBankAccount',
  'item',
  'generalJournalLine',
  'generalJournalBatch',
  'itemJournalBatch',
  'requisitionWorksheetBatch',
  'jobQueueEntry',
  'incomingDocument',
] as const;

/** Business Central's relations. Lines travel with their document here, so header and lines need none. */
export const TABLE_RELATIONS: readonly TableRelation[] = [
  ...APPROVABLE.map((entity) => ({ entity, relatedEntity: 'approvalRequest', relatedField: 'record' })),
  ...['generalJournalLine', 'purchaseDocument'].map((relatedEntity) => ({
    entity: 'incomingDocument',
    field: 'entryNo',
    relatedEntity,
    relatedField: 'incomingDocumentEntryNo',
  })),
  { entity: 'purchaseDocument', field: 'no', relatedEntity: 'purchaseDocument', relatedField: 'preAssignedNo' },
  { entity: 'purchaseDocument', field: 'no', relatedEntity: 'generalJournalLine', relatedField: 'appliesToDocNo' },
  ...APPROVABLE.filter((entity) => !['incomingDocument', 'vendorBankAccount', 'jobQueueEntry'].includes(entity)).map(
    (entity) => ({ entity, relatedEntity: 'webhookResponse', relatedField: 'dataId' }),
  ),
];

/** Relations by which an event of an entity reaches runs about other records: the fields that name such a record. */
export function relationsTo(relatedEntity: string): readonly TableRelation[] {
  return TABLE_RELATIONS.filter(
    (relation) => relation.relatedEntity === relatedEntity && relatedEntity !== 'approvalRequest',
  );
}
