import { z } from 'zod';
import type { Conditions } from '../domain/workflow/definition.ts';

const filters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({
  id: 'Filters',
  description:
    "Field name and filter in Business Central's syntax: a..b, ..b, a.., | (or), & (and), = <> < <= > >=, * and ? (wildcards), @ (upper and lower case are the same), 'quoted text', '' (empty), %me, and for dates t (today), t-7d..t. All fields must pass.",
  examples: [{ documentType: 'Order', amount: '>1000' }],
});

const lines = z
  .strictObject({
    any: filters.exactOptional().describe('One line passes all of these filters at once.'),
    every: filters.exactOptional().describe('Each line passes all of these filters, and there is at least one line.'),
  })
  .describe('Conditions on document lines.');

const change = z
  .strictObject({
    field: z.string().describe('The field whose change is asked about.'),
    is: z
      .enum(['increased', 'decreased', 'changed'])
      .describe('Numbers numerically, dates chronologically, anything else as text.'),
    by: z
      .union([z.string(), z.number()])
      .exactOptional()
      .describe('At least this much: an amount (50) or a share of the old value (10%).'),
  })
  .describe(
    'What happened to a field. Needs the values before the change, from the event or from the last one before.',
  );

/** Conditions of a trigger or of a branch of `when`. */
export const conditions: z.ZodType<Conditions> = z
  .strictObject({
    record: filters.exactOptional().describe('Filters on the fields of the record. All must pass.'),
    lines: lines.exactOptional(),
    change: change.exactOptional(),
    request: filters
      .exactOptional()
      .describe('Filters on the approval request of approvalRequest events: pendingApprovals, approverId, decidedBy.'),
    expression: z
      .string()
      .exactOptional()
      .describe('JSONata in {% %} that gives true or false, over $event and $record, for what filters can not say.'),
  })
  .meta({ id: 'Conditions', description: 'All parts must hold. A part that is left out holds always.' });
