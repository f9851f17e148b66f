import type { JsonObject } from '../../../shared/domain/json/json.ts';
import { findTemplate } from '../../../statemachines/templates/templates.ts';
import { filled } from '../../statemachines/templates/filled.ts';
import { createStory, type Setting, type Story } from '../approvals/approval-story.ts';
import { group } from '../approvals/purchase-orders.ts';

const UNLIMITED = { unlimitedPurchase: true, unlimitedSales: true, unlimitedRequest: true };

/** clerk -> lead -> boss, who may approve everything; temp stands in for lead. */
export const PEOPLE: Setting['users'] = [
  { userId: 'clerk', approverId: 'lead' },
  {
    userId: 'lead',
    approverId: 'boss',
    substituteId: 'temp',
    salespersonCode: 'L',
    purchaseLimit: 100,
    salesLimit: 100,
  },
  { userId: 'boss', ...UNLIMITED },
  { userId: 'temp' },
];

/** A company in which the copy of one template is enabled, with everything filled in. */
export function templateStory(code: string, more: Partial<Setting> = {}): Promise<Story> {
  const template = findTemplate(code);
  if (!template) throw new Error(`There is no ${code}.`);
  const workflows = [filled(template)];
  return createStory({ users: PEOPLE, groups: [group('lead:1 boss:2')], workflows, ...more });
}

/** The event on which a template starts, and a record that meets its conditions. */
export function triggerOf(code: string): { event: string; entity: string; fields: JsonObject; lines: JsonObject[] } {
  const on = findTemplate(code)?.definition.on;
  if (!on || !('event' in on)) throw new Error(`${code} starts on no event.`);
  return {
    event: on.event,
    entity: on.event.slice(0, on.event.lastIndexOf('.')),
    fields: {
      amount: 5000,
      salespersonCode: 'L',
      availableCreditLcy: -1,
      balanceLcy: 0,
      ...(on.where?.record as JsonObject | undefined),
    },
    lines: [{ amount: 5000 }],
  };
}

/** clerk sends a record for approval. */
export async function send(story: Story, code: string): Promise<void> {
  const { event, fields, lines } = triggerOf(code);
  await story.tell(event, { user: 'clerk', fields, lines });
}

/** Everybody who is asked approves, one after the other. */
export async function approveAll(story: Story): Promise<void> {
  for (;;) {
    const open = story.entries().find(({ status }) => status === 'open');
    if (!open) return;
    await story.decide(open.approverId, 'approve');
  }
}
