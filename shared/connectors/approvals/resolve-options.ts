import { z } from 'zod';
import { parseDueDateFormula } from '../../domain/approval/due-date.ts';

/** Who is asked and by when: the options of Business Central's CREATEAPPROVALREQUESTS (domain 2.2, group G5). */
export const resolveOptions = z
  .strictObject({
    approverType: z
      .enum(['approver', 'salespersonPurchaser'])
      .default('approver')
      .describe('From whom the search starts: the requester, or the salesperson or purchaser of the record.'),
    limitType: z
      .enum(['approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'])
      .default('approverChain')
      .describe(
        'Who is asked: everybody upward until the limit suffices, the next one, the first sufficient one, or a named person.',
      ),
    specificApproverId: z
      .string()
      .min(1)
      .optional()
      .describe('User id of the approver, for limitType specificApprover.'),
    dueDateFormula: z
      .string()
      .refine(
        (formula) => parseDueDateFormula(formula) !== undefined,
        'Write it like 1D, 2W or 1M+10D; it can not be negative.',
      )
      .optional()
      .describe('How long approvers have, counted from the day they are asked: 1D, 2W, 1M+10D. Due today when empty.'),
  })
  .refine((options) => options.limitType !== 'specificApprover' || options.specificApproverId, {
    path: ['specificApproverId'],
    message: 'limitType specificApprover needs "specificApproverId".',
  });

export type ResolveOptions = z.output<typeof resolveOptions>;
