import { entityOf } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import { keyOf } from './key-text.ts';

/** Keys of items are short; what is longer is told by its digest. */
const LONGEST_VALUE = 200;

interface Named {
  readonly id: string;
  readonly fields: JsonObject;
}

/** The topics under which a run about this record listens for events that know a key and not the run. */
export function keyTopicsOf(record: Named, { waits }: Pick<WorkflowVersion, 'waits'>): readonly string[] {
  const topics = Object.values(waits)
    .flat()
    .flatMap(({ event, key }) => {
      const value = key && valueIn(record, key.equals);
      return key && value !== undefined ? [topic(entityOf(event), key.field, value)] : [];
    });
  return [...new Set(topics)];
}

/** The topic of the runs that an event of this record finds by one of its fields, if it has a value. */
export function keyTopicNamedBy(record: Named & { readonly entity: string }, field: string): string | undefined {
  const value = valueIn(record, field);
  return value === undefined ? undefined : topic(record.entity, field, value);
}

function valueIn({ id, fields }: Named, field: string): string | undefined {
  const value = field === 'id' ? id : fields[field];
  if ((typeof value !== 'string' || value === '') && typeof value !== 'number') return undefined;
  const text = String(value);
  return text.length > LONGEST_VALUE ? digestOf(text) : text;
}

/** Without the source: whoever knows the key may send the event. */
function topic(entity: string, field: string, value: string): string {
  return keyOf('key', entity, field, value);
}
