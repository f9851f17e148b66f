import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import type { Story } from '../approvals/approval-story.ts';
import { templateStory } from './template-story.ts';

let story: Story;
afterEach(() => story.close());

describe.each(['MS-SICLAPW', 'MS-SOCLAPW'])('the credit limit check of %s', (code) => {
  const documentType = code === 'MS-SICLAPW' ? 'Invoice' : 'Order';
  const document = { documentType, status: 'Open', amount: 400, salespersonCode: 'L', sellToCustomerNo: 'R1' };
  const ask = (fields: JsonObject) => story.tell('salesDocument.approvalRequested', { user: 'clerk', fields });

  it('releases a document within the limit at once, with an approved entry of the requester', async () => {
    story = await templateStory(code);
    await ask({ ...document, availableCreditLcy: 0 });
    expect(story.standing()).toBe('clerk:approved');
    expect(story.entries()[0]?.limitType).toBe('creditLimits');
    expect(story.commands()).toEqual(['record.setStatus', 'record.release']);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });

  it.each([
    ['asks above the limit', { creditLimitLcy: 1000, balanceLcy: 601 }, 'lead'],
    ['does not ask at the limit', { creditLimitLcy: 1000, balanceLcy: 600 }, 'clerk'],
    ['does not ask when there is no limit', { creditLimitLcy: 0, balanceLcy: 9e6 }, 'clerk'],
    ['counts open orders', { creditLimitLcy: 1000, balanceLcy: 1, outstandingOrdersLcy: 600 }, 'lead'],
  ])('knows the credit from the customer: %s', async (_title, customer, who) => {
    story = await templateStory(code);
    await story.tell('customer.modified', { fields: customer });
    await ask(document);
    expect(story.entries()[0]?.approverId).toBe(who);
  });

  it('fails with the missing field when the credit is not known, and changes nothing outside', async () => {
    story = await templateStory(code);
    await ask(document);
    expect(story.runs()).toMatchObject([
      { status: 'failed', error: { message: expect.stringContaining('availableCreditLcy') } },
    ]);
    expect(story.commands()).toEqual([]);
    expect(story.isRestricted()).toBe(false);
  });
});

describe('the balance check of MS-GJBAPW', () => {
  const ask = (fields: JsonObject, lines?: JsonObject[]) =>
    story.tell('generalJournalBatch.approvalRequested', { user: 'clerk', fields, ...(lines && { lines }) });

  it.each([
    ['balances by its own word', { balanceLcy: 0 }, undefined, 1],
    ['does not by its own word', { balanceLcy: 0.01 }, undefined, 0],
    ['balances by its lines', {}, [{ amount: 0.1 }, { amount: 0.2 }, { amount: -0.3 }], 1],
    ['does not by its lines', {}, [{ amount: 5 }], 0],
    ['balances by balancing accounts', {}, [{ amount: 5, balAccountNo: '1010' }], 1],
  ])('a batch that %s', async (_title, fields, lines, requests) => {
    story = await templateStory('MS-GJBAPW');
    await ask(fields, lines);
    expect(story.requests()).toHaveLength(requests);
    expect(story.isRestricted()).toBe(requests === 1);
    expect(story.runs()).toMatchObject([{ status: requests === 1 ? 'running' : 'succeeded' }]);
  });

  it('fails with the missing field when nothing is known', async () => {
    story = await templateStory('MS-GJBAPW');
    await ask({});
    expect(story.runs()).toMatchObject([
      { status: 'failed', error: { message: expect.stringContaining('balanceLcy') } },
    ]);
  });
});
