import type { Json } from '../../../shared/domain/json/json.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';
import { createStory, type Setting, type Story, withOptions } from './approval-story.ts';

/** clerk (100) -> lead (1,000) -> boss (unlimited); `root` is the administrator, `temp` stands in for nobody yet. */
export const USERS: Setting['users'] = [
  { userId: 'clerk', approverId: 'lead', purchaseLimit: 100, salespersonCode: 'C' },
  { userId: 'lead', approverId: 'boss', purchaseLimit: 1000, salespersonCode: 'L' },
  { userId: 'boss', unlimitedPurchase: true },
  { userId: 'temp' },
  { userId: 'root', administrator: true },
];

/** A company with the purchase order approval, whose approvers are found by these options. */
export function purchaseOrders(options: { [option: string]: Json } = {}, more: Partial<Setting> = {}): Promise<Story> {
  const template = findTemplate('MS-POAPW');
  if (!template) throw new Error('There is no MS-POAPW.');
  const definition = { ...withOptions(template.definition, options), code: 'PO' };
  return createStory({ users: USERS, workflows: [definition], ...more });
}

/** A group on these places: `lead:1 boss:2`. */
export function group(places: string, levels?: readonly { sequence: number; needs: 'all' | 'any' | number }[]) {
  const members = places.split(' ').map((place) => {
    const [userId = '', sequence] = place.split(':');
    return { userId, sequence: Number(sequence) };
  });
  return { code: 'G', members, ...(levels && { levels }) };
}

/** Options that ask the group. */
export const BY_GROUP = { approverType: 'workflowUserGroup', userGroup: 'G' } as const;

/** Somebody sends an order of so much for approval. */
export function ask(story: Story, user: string, amount: number, record = 'R1'): Promise<void> {
  return story.tell('purchaseDocument.approvalRequested', {
    record,
    user,
    fields: { documentType: 'Order', status: 'Open', amount, purchaserCode: 'L' },
    lines: [{ amount }],
  });
}
