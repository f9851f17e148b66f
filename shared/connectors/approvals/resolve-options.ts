import * as z from 'zod';
import { reachOf } from '../../domain/approval/apply-date-formula.ts';
import { parseDateFormula } from '../../domain/approval/date-formula.ts';

const formula = z
  .string()
  .refine(
    (text) => leads(text, ({ most }) => most >= 0),
    'Write it like 1D, 2W, 1M+10D, CM+10D or WD1; it can not be negative.',
  );

/** What happens again and again must not happen twice on one day. */
const interval = z
  .string()
  .refine(
    (text) => leads(text, ({ least }) => least >= 1),
    'Write it like 1D, 2W or WD1; it must lead to a later day, whatever day it is counted from.',
  );

function leads(text: string, far: (reach: ReturnType<typeof reachOf>) => boolean): boolean {
  const terms = parseDateFormula(text);
  return terms !== undefined && far(reachOf(terms));
}

/** Business Central writes `Never` where nothing happens by itself. */
const formulaOrNever = z.union([z.literal(['never', 'Never']).transform(() => undefined), interval]).optional();

const needs = z.union([z.enum(['all', 'any']), z.int().min(1)]);

/** Who is asked and by when: the options of Business Central's CREATEAPPROVALREQUESTS (domain 2.2, group G5), and ours behind them. */
export const resolveOptions = z
  .strictObject({
    approverType: z
      .enum(['approver', 'salespersonPurchaser', 'workflowUserGroup'])
      .default('approver')
      .describe(
        'From whom the search starts: the requester, the salesperson or purchaser of the record, or the members of a user group.',
      ),
    limitType: z
      .enum(['approverChain', 'directApprover', 'firstQualifiedApprover', 'specificApprover'])
      .default('approverChain')
      .describe(
        'Who is asked: everybody upward until the limit suffices, the next one, the first sufficient one, or a named person. Without meaning for a user group.',
      ),
    userGroup: z.string().min(1).max(20).optional().describe('Code of the group, for approverType workflowUserGroup.'),
    specificApproverId: z
      .string()
      .min(1)
      .optional()
      .describe('User id of the approver, for limitType specificApprover.'),
    dueDateFormula: formula
      .optional()
      .describe(
        'How long approvers have, counted from the day they are asked: 1D, 2W, CM+10D, WD1. Due today when empty.',
      ),
    showConfirmation: z
      .boolean()
      .default(true)
      .describe('Tells the requester whether it was sent or approved at once.'),
    amountBasis: z
      .enum(['excludingVat', 'includingVat'])
      .default('excludingVat')
      .describe('What limits are compared with: the amount excluding VAT, as in Business Central, or including it.'),
    needs: needs
      .optional()
      .describe('How many of each level it takes: all, any one, or so many. As in Business Central when empty.'),
    requesterMayApprove: z
      .boolean()
      .optional()
      .describe('False: the requester never decides, in whatever part. The company decides when empty.'),
    commentOnReject: z
      .boolean()
      .optional()
      .describe('True: whoever rejects must say why. The company decides when empty.'),
    onChange: z
      .enum(['show', 'cancel', 'askAgain'])
      .default('show')
      .describe(
        'When the record changes while it is pending: show the approver what changed, cancel, or ask everybody again.',
      ),
    delegateAfter: formulaOrNever.describe('An entry goes to the substitute when its approver had it for so long.'),
    remindAfter: formula.optional().describe('The approver is reminded after so long.'),
    remindEvery: interval.optional().describe('And then again and again.'),
    escalateAfter: formula.optional().describe('An open entry goes up after so long.'),
    escalateToGroup: z
      .string()
      .min(1)
      .max(20)
      .optional()
      .describe('To the members of this group. To the approver of the approver when empty.'),
    expireAfter: formula.optional().describe('An open entry is decided by itself after so long.'),
    onExpiry: z.enum(['reject', 'cancel', 'approve']).default('cancel').describe('How, for expireAfter.'),
    overdueTo: z
      .array(z.enum(['approver', 'requester', 'nextApprover']))
      .readonly()
      .optional()
      .describe('Who is told once a day, from the day behind the due date. Nobody by itself when empty.'),
  })
  .refine((options) => options.approverType === 'workflowUserGroup' || isNamed(options), {
    path: ['specificApproverId'],
    message: 'limitType specificApprover needs "specificApproverId".',
  })
  .refine((options) => options.approverType !== 'workflowUserGroup' || options.userGroup, {
    path: ['userGroup'],
    message: 'approverType workflowUserGroup needs "userGroup".',
  });

function isNamed(options: { limitType: string; specificApproverId?: string | undefined }): boolean {
  return options.limitType !== 'specificApprover' || options.specificApproverId !== undefined;
}

export type ResolveOptions = z.output<typeof resolveOptions>;
