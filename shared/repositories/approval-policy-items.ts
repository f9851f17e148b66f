import type { ApprovalPolicy } from '../domain/approval/approval-policy.ts';
import type { UserGroup } from '../domain/approval/user-group.ts';
import { defineItemType } from './item-type.ts';
import { keyOf, ONLY } from './key-text.ts';

/** What holds for all approvals of a company. */
export const approvalPolicyItems = defineItemType<ApprovalPolicy, { company: string }>({
  type: 'approvalPolicy',
  key: ({ company }) => ({ partition: keyOf('approvalPolicy', company), sort: ONLY }),
  idOf: (policy) => policy,
});

/** Workflow user groups, by code. */
export const userGroupItems = defineItemType<UserGroup, { company: string; code: string }>({
  type: 'userGroup',
  key: ({ company, code }) => ({ partition: keyOf('userGroup', company), sort: code }),
  idOf: (group) => group,
});
