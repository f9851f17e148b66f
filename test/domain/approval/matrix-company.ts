import type { ApprovalUser } from '../../../shared/domain/approval/approval.ts';
import type { ApproverQuestion } from '../../../shared/domain/approval/approver-question.ts';
import { resolveApprovers } from '../../../shared/domain/approval/resolve-approvers.ts';

const company = 'c';

/**
 * The worked example of the domain file 4.4 (U1 limit 500 -> U2 1000 -> U3 unlimited), each limit ten times as large from purchase to
 * sales to request, and people for whom something is missing.
 */
export const USERS: readonly ApprovalUser[] = [
  {
    company,
    userId: 'U1',
    approverId: 'U2',
    purchaseLimit: 500,
    salesLimit: 5000,
    requestLimit: 50000,
    salespersonCode: 'S1',
  },
  {
    company,
    userId: 'U2',
    approverId: 'U3',
    purchaseLimit: 1000,
    salesLimit: 10000,
    requestLimit: 100000,
    salespersonCode: 'S2',
  },
  {
    company,
    userId: 'U3',
    unlimitedPurchase: true,
    unlimitedSales: true,
    unlimitedRequest: true,
    salespersonCode: 'S3',
  },
  { company, userId: 'ADMIN', administrator: true },
  { company, userId: 'CLERK', approverId: 'U1' },
  { company, userId: 'CENTS', approverId: 'U3', purchaseLimit: 99.95, salesLimit: 0.01 },
  { company, userId: 'LONER' },
  { company, userId: 'RING1', approverId: 'RING2', purchaseLimit: 10 },
  { company, userId: 'RING2', approverId: 'RING3', purchaseLimit: 20 },
  { company, userId: 'RING3', approverId: 'RING1', purchaseLimit: 30 },
  { company, userId: 'ORPHAN', approverId: 'GONE', purchaseLimit: 10 },
  { company, userId: 'OWN', approverId: 'OWN', salespersonCode: 'S9' },
];

export const LEVELS = { company, code: 'LEVELS', members: members('U2:1', 'U1:1', 'U3:2') };

function members(...places: readonly string[]) {
  return places.map((place) => {
    const [userId = '', sequence = '1'] = place.split(':');
    return { userId, sequence: Number(sequence) };
  });
}

export const GROUPS = {
  LEVELS,
  TEAM: { company, code: 'TEAM', members: members('U3:5', 'U2:5') },
  EMPTY: { company, code: 'EMPTY', members: [] },
  STRANGERS: { company, code: 'STRANGERS', members: members('U2:1', 'WHO:2') },
  ONLYU1: { company, code: 'ONLYU1', members: members('U1:3') },
} as const;

/** `U1` asks for 2000 of purchases by the approver chain, apart from what the row says. */
export function ask(row: Partial<ApproverQuestion>) {
  return resolveApprovers({
    approverType: 'approver',
    limitType: 'approverChain',
    requesterId: 'U1',
    limitKind: 'purchase',
    amountLcy: 2000,
    users: USERS,
    ...row,
  });
}

/** The answer in short: `U1 U2/2 U3/2`, the level only where it is not the place in the list; or the refusal. */
export function inShort(answer: ReturnType<typeof resolveApprovers>): string {
  if (answer.kind === 'refused') return answer.reason;
  return answer.approvers
    .map(({ userId, sequence }, index) => (sequence === index + 1 ? userId : `${userId}/${sequence}`))
    .join(' ');
}
