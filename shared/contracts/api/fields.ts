import * as z from 'zod';

/** An ISO 8601 instant in UTC. */
export const instant = z.string().describe('ISO 8601 instant in UTC.');

/** A day (its first moment in UTC) or an instant, as callers write it. */
export const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'Write an ISO 8601 date or instant, such as 2026-03-01 or 2026-03-01T08:00:00Z.',
});

/** Which record something is about. */
export const recordRef = z.object({ source: z.string(), entity: z.string(), id: z.string() }).meta({ id: 'RecordRef' });

/** Names and values. */
export const jsonObject = z.record(z.string(), z.json());

/** `record=` of lists. */
export const recordParameter = z.string().min(1).exactOptional().describe('A record: its id, or `entity/id`.');

/** `source=` where an id is not unique in the company. */
export const sourceParameter = z
  .string()
  .min(1)
  .exactOptional()
  .describe('The source, where the id alone is not unique.');

/** Words that stand for somebody or something else in paths and queries. */
const RESERVED = ['me', 'default', 'werkstroom', 'system'];

/** A name for a new person or source: it becomes part of addresses. */
export const newName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'Use 1 to 64 letters, digits, ".", "_", "@" or "-".')
  .refine((name) => !RESERVED.includes(name), 'This word is reserved.');

/** How a run is called in answers. */
export const runRef = z.object({ id: z.string(), url: z.string().describe('Where to ask how it goes.') });
