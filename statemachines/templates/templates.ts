import { changeApprovals } from './change-approvals.ts';
import { creditLimitApprovals } from './credit-limit-approval.ts';
import { documentApprovals } from './document-approvals.ts';
import { documentHandling } from './document-handling.ts';
import { journalBatchApproval } from './journal-batch-approval.ts';
import { otherTemplates } from './other-templates.ts';
import { recordApprovals } from './record-approvals.ts';
import type { Template } from './template.ts';

const TEMPLATES: readonly Template[] = [
  ...documentHandling,
  ...documentApprovals,
  ...creditLimitApprovals,
  ...recordApprovals,
  ...changeApprovals,
  journalBatchApproval,
  ...otherTemplates,
].toSorted((left, right) => (left.category < right.category ? -1 : Number(left.category > right.category)));

/** All templates, by category and in Business Central's order within it. */
export function templates(): readonly Template[] {
  return TEMPLATES;
}

/** The template with this code. */
export function findTemplate(code: string): Template | undefined {
  return TEMPLATES.find((template) => template.code === code);
}
