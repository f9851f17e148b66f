import type { JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import { keyTopicsOf } from './key-topics.ts';
import { relationTopicsOf } from './relation-topics.ts';

/** The topics under which a run listens beside that of its own record: what belongs to the record, and the keys that its waits name. */
export function topicsAtStart(
  record: RecordKey & { readonly fields: JsonObject },
  version: Pick<WorkflowVersion, 'listensTo' | 'waits'>,
): readonly string[] {
  return [...relationTopicsOf(record, version.listensTo), ...keyTopicsOf(record, version)];
}
