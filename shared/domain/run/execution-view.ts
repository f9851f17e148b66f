import type { StoredEvent } from '../event/event.ts';
import type { JsonObject } from '../json/json.ts';

/** Lines travel in the state of a machine only up to this size; Step Functions allows 256 KiB for a whole payload. */
const MAX_LINES_BYTES = 32_768;
/** Fields stand in a state three times: in the event, in what was before it, and in the record; lines stand in it twice. */
const MAX_FIELDS_BYTES = 40_960;

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
    ...(stored.previousFields && { previous: { fields: carriedFields(stored.previousFields) } }),
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
    fields: carriedFields(record.fields),
    ...(record.lines && small && { lines: [...record.lines] }),
  };
}

/** The fields of a record that is too large for a state, without its largest ones: reading one of those is an error by its name. */
function carriedFields(fields: JsonObject): JsonObject {
  let bytes = Buffer.byteLength(JSON.stringify(fields));
  if (bytes <= MAX_FIELDS_BYTES) return fields;
  const sizes = Object.entries(fields).map(([name, value]) => ({
    name,
    bytes: Buffer.byteLength(`${JSON.stringify(name)}:${JSON.stringify(value)},`),
  }));
  const left = new Set<string>();
  for (const field of sizes.sort((one, other) => other.bytes - one.bytes)) {
    if (bytes <= MAX_FIELDS_BYTES) break;
    left.add(field.name);
    bytes -= field.bytes;
  }
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !left.has(name)));
}
