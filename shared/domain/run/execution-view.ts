import type { StoredEvent } from '../event/event.ts';
import type { JsonObject } from '../json/json.ts';

/** Lines travel in the state of a machine only up to this size; Step Functions allows 256 KiB for a whole payload. */
const MAX_LINES_BYTES = 32_768;

/** What `$event` is in a workflow. */
export function eventView(stored: StoredEvent): JsonObject {
  const { event } = stored;
  return {
    id: event.id,
    type: event.type,
    source: event.source,
    time: event.time,
    ...(event.user !== undefined && { user: event.user }),
    ...(event.cause !== undefined && { cause: event.cause }),
    record: recordView(stored),
    ...(stored.previousFields && { previous: { fields: stored.previousFields } }),
    ...(event.request && { request: { ...event.request } }),
  };
}

/** What `$record` is in a workflow: the record as of that event. */
export function recordView({ event }: StoredEvent): JsonObject {
  const { record } = event;
  const small = record.lines && Buffer.byteLength(JSON.stringify(record.lines)) <= MAX_LINES_BYTES;
  return {
    entity: record.entity,
    id: record.id,
    source: record.source,
    ...(record.url !== undefined && { url: record.url }),
    fields: record.fields,
    ...(record.lines && small && { lines: [...record.lines] }),
  };
}
