import * as z from 'zod';
import type { Conditions } from '../domain/workflow/definition.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const filters = z.record(z.string(), scalar).meta({
  id: 'Filters',
  description:
    "Field name and filter in Business Central's syntax: a..b, ..b, a.., | (or), & (and), = <> < <= > >=, * and ? (wildcards), @ (upper and lower case are the same), 'quoted text', '' (empty), %me, and for dates t (today), t-7d..t. All fields must pass.",
  examples: [{ documentType: 'Order', amount: '>1000' }],
});

const total = {
  of: filters
    .exactOptional()
    .describe('Counts only the lines that pass all of these filters. All lines when left out.'),
  is: z.union([z.string(), z.number()]).meta({ description: 'A filter on the number.', examples: ['>1000', '2..5'] }),
};

const lines = z
  .strictObject({
    any: filters.exactOptional().describe('One line passes all of these filters at once.'),
    every: filters.exactOptional().describe('Each line passes all of these filters, and there is at least one line.'),
    sum: z
      .strictObject({ field: z.string().describe('The field of the lines that is added up.'), ...total })
      .exactOptional()
      .describe('The sum of a field over the lines.'),
    count: z.strictObject(total).exactOptional().describe('The number of lines.'),
  })
  .meta({ title: 'Lines', description: 'Conditions on document lines.' });

const change = z
  .strictObject({
    field: z
      .union([z.string(), z.array(z.string()).min(1)])
      .describe('The field whose change is asked about, or several of which one must have changed so.'),
    is: z
      .enum(['increased', 'decreased', 'changed'])
      .describe('Numbers numerically, dates chronologically, anything else as text.'),
    by: z
      .union([z.string(), z.number()])
      .exactOptional()
      .describe('At least this much: an amount (50) or a share of the old value (10%).'),
    from: scalar.exactOptional().describe('A filter on the value before the change.'),
    to: scalar.exactOptional().describe('A filter on the value after the change.'),
  })
  .describe(
    'What happened to a field. Needs the values before the change, from the event or from the last one before.',
  );

/** Conditions of a trigger or of a branch of `when`. */
export const conditions: z.ZodType<Conditions> = z
  .strictObject({
    record: filters.exactOptional().describe('Filters on the fields of the record. All must pass.'),
    lines: lines.exactOptional(),
    change: z
      .union([change, z.array(change).min(1)])
      .exactOptional()
      .describe('A change, or several that must all have happened.'),
    request: filters
      .exactOptional()
      .describe('Filters on the approval request of approvalRequest events: pendingApprovals, approverId, decidedBy.'),
    expression: z
      .string()
      .exactOptional()
      .describe('JSONata in {% %} that gives true or false, over $event and $record, for what filters can not say.'),
  })
  .meta({ id: 'Conditions', description: 'All parts must hold. A part that is left out holds always.' });
