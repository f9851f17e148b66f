import type { JsonObject } from '../json/json.ts';
import type { RecordKey } from './record.ts';

/**
 * The general journal that a batch is, or that a line belongs to, by template and batch name. A batch and its lines are not asked about at the
 * same time (domain 4.6). Undefined for other records, and where the names are not known.
 */
export function journalOf(record: RecordKey & { readonly fields: JsonObject }): RecordKey | undefined {
  const { company, source, entity, fields } = record;
  const { journalTemplateName: template, journalBatchName, name, code } = fields;
  const batch =
    entity === 'generalJournalLine' ? journalBatchName : entity === 'generalJournalBatch' ? (name ?? code) : '';
  if (typeof template !== 'string' || typeof batch !== 'string' || batch === '') return undefined;
  return { company, source, entity: 'generalJournal', id: `${template}/${batch}`.toUpperCase() };
}
