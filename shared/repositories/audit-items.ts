import type { JsonObject } from '../domain/json/json.ts';
import { defineItemType } from './item-type.ts';
import { keyOf } from './key-text.ts';

/** Who did what to what, when. Written in the same atomic write as the change itself. */
export interface AuditEntry {
  readonly company: string;
  /** Sorts by time. */
  readonly id: string;
  readonly at: string;
  /** A member's user id, `source:<id>`, `run:<id>`, or `system`. */
  readonly actor: string;
  /** `entry.approved`, `workflow.enabled`, `member.changed`, ... */
  readonly action: string;
  /** `workflow/POAPW-01`, `member/manager`, ... */
  readonly subject: string;
  /** `source/entity/id` of the record it concerns. */
  readonly record?: string;
  readonly details?: JsonObject;
}

export const auditItems = defineItemType<AuditEntry, { company: string; id: string }>({
  type: 'audit',
  key: ({ company, id }) => ({ partition: keyOf('audit', company, id), sort: '-' }),
  idOf: (entry) => entry,
  indexes: (entry) => ({
    lists: { partition: auditOfCompany(entry.company), sort: entry.id },
    ...(entry.record && { relations: { partition: auditOfRecord(entry.company, entry.record), sort: entry.id } }),
  }),
});

/** The `lists` partition of a company's audit trail. */
export function auditOfCompany(company: string): string {
  return keyOf('auditTrail', company);
}

/** The `relations` partition of the audit trail of one record (`source/entity/id`). */
export function auditOfRecord(company: string, record: string): string {
  return keyOf('auditTrailOf', company, record);
}
