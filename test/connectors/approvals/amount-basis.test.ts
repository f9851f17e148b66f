import { afterEach, expect, it } from 'vitest';
import type { Json } from '../../../shared/domain/json/json.ts';
import type { Story } from './approval-story.ts';
import { purchaseOrders } from './purchase-orders.ts';

let story: Story;
afterEach(() => story.close());

async function standingOf(options: { [option: string]: Json }, fields: { [name: string]: Json }): Promise<string> {
  story = await purchaseOrders({ approverType: 'approver', limitType: 'approverChain', ...options });
  const order = { documentType: 'Order', status: 'Open', ...fields };
  await story.tell('purchaseDocument.approvalRequested', { record: 'R1', user: 'clerk', fields: order, lines: [{}] });
  return story.standing();
}

const ORDER = { amount: 900, amountIncludingVat: 1_089 };

it('limits are compared with the amount excluding VAT', async () => {
  expect(await standingOf({}, ORDER)).toBe('clerk:approved lead:open');
});

it('or including it where the workflow says so', async () => {
  expect(await standingOf({ amountBasis: 'includingVat' }, ORDER)).toBe('clerk:approved lead:open boss:created');
});

it('which the record must say then', async () => {
  expect(await standingOf({ amountBasis: 'includingVat' }, { amount: 900 })).toBe('');
});
