import { verbOf } from './event.ts';

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

/** Asking for an approval and cancelling it are about the record itself, never about one that belongs to it. */
const OWN_VERBS = ['approvalRequested', 'approvalCancelled'];

/** True for events that only runs about that very record hear. */
export function isOfRecordItself(type: string): boolean {
  return OWN_VERBS.includes(verbOf(type));
}

/** The entities, among those listened to, whose events find a run about a record of `own`: what belongs to it, and what belongs to that. */
export function heardEntities(own: string | undefined, listenedTo: ReadonlySet<string>): ReadonlySet<string> {
  const heard = new Set(own === undefined ? [] : [own]);
  for (const entity of heard) {
    for (const { relatedEntity } of TABLE_RELATIONS.filter((relation) => relation.entity === entity)) {
      if (listenedTo.has(relatedEntity)) heard.add(relatedEntity);
    }
  }
  return heard;
}

/** Relations by which an event of an entity reaches runs about other records: the fields that name such a record. */
export function relationsTo(relatedEntity: string): readonly TableRelation[] {
  return TABLE_RELATIONS.filter(
    (relation) => relation.relatedEntity === relatedEntity && relatedEntity !== 'approvalRequest',
  );
}
