import { defineItemType } from './item-type.ts';
import { keyOf, ONLY } from './key-text.ts';

/**
 * Changes with every change of the approval user setup of a company. Rules over several users (one administrator, unique codes, approvers
 * that exist) hold because two changes at once can not both succeed.
 */
export interface ApprovalSetup {
  readonly company: string;
  readonly changes: number;
}

export const approvalSetupItems = defineItemType<ApprovalSetup, { company: string }>({
  type: 'approvalSetup',
  key: ({ company }) => ({ partition: keyOf('approvalSetup', company), sort: ONLY }),
  idOf: (setup) => setup,
});
