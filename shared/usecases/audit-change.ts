import type { JsonObject } from '../domain/json/json.ts';
import type { RecordKey } from '../domain/record/record.ts';
import type { Clock } from '../ports/clock.ts';
import { instantOf } from '../ports/clock.ts';
import type { IdSource } from '../ports/id-source.ts';
import type { Change } from '../ports/item-store.ts';
import { auditItems } from '../repositories/audit-items.ts';
import { keyOf } from '../repositories/key-text.ts';

/** An entry of the audit trail, to be written together with the change that it tells of. */
export function auditChange(
  ports: { clock: Clock; ids: IdSource },
  entry: {
    company: string;
    /** A member's user id, `source:<id>`, `run:<id>` or `system`. */
    actor: string;
    action: string;
    subject: string;
    record?: RecordKey;
    details?: JsonObject;
  },
): Change {
  const at = instantOf(ports.clock);
  const { record, ...rest } = entry;
  return auditItems.create({
    ...rest,
    id: keyOf(at, ports.ids.newId()),
    at,
    ...(record && { record: auditedRecord(record) }),
  });
}

/** How the audit trail names a record: `source/entity/id`. */
export function auditedRecord(record: RecordKey): string {
  return `${record.source}/${record.entity}/${record.id}`;
}
