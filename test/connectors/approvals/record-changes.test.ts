import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import { viewApproval } from '../../../shared/usecases/view-approval.ts';
import { company, type Story } from './approval-story.ts';
import { ask, BY_GROUP, group, purchaseOrders } from './purchase-orders.ts';

let story: Story;
afterEach(() => story.close());

const change = (fields: JsonObject, cause?: string) =>
  story.tell('purchaseDocument.modified', { user: 'clerk', fields, ...(cause !== undefined && { cause }) });
const pending = { status: 'Pending Approval' };

describe('a record that changes while its approval is pending', () => {
  it('goes on, and the approver sees what changed', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    await change({ ...pending, amount: 900 });
    expect(story.standing()).toBe('clerk:approved lead:open');
    const entryId = story.entries()[1]?.id ?? '';
    const view = await viewApproval(story.world.calm, { company, entryId, readerId: 'lead' });
    expect(view?.changes).toEqual([{ what: 'amount', before: 500, after: 900 }]);
  });

  it('is cancelled where the workflow says so, and the requester hears why', async () => {
    story = await purchaseOrders({ onChange: 'cancel' });
    await ask(story, 'clerk', 500);
    await change(pending);
    expect(story.standing()).toBe('clerk:approved lead:open');
    await change({ ...pending, amount: 900 });
    expect(story.requests()).toMatchObject([{ status: 'canceled' }]);
    expect(story.commands()).toEqual(['record.setStatus', 'record.reopen']);
    expect(story.mails()).toContain('clerk: Approval cancelled: purchaseDocument/R1');
  });

  it('is asked about again from the first level on, where the workflow says so', async () => {
    story = await purchaseOrders({ onChange: 'askAgain' });
    await ask(story, 'clerk', 5000);
    await story.decide('lead', 'approve');
    expect(story.standing()).toBe('clerk:approved lead:approved boss:open');
    const before = story.requests()[0]?.contentHash;
    await change({ ...pending, amount: 6000 });
    expect(story.standing()).toBe('clerk:approved lead:open boss:created');
    expect(story.entries()[1]).toMatchObject({ assignment: 2 });
    expect(story.requests()[0]).toMatchObject({ pendingApprovals: 2 });
    expect(story.requests()[0]?.contentHash).not.toBe(before);
    await story.decide('lead', 'approve');
    await story.decide('boss', 'approve');
    expect(story.commands()).toEqual(['record.setStatus', 'record.release']);
  });

  it('is asked about again once, not for what the approval itself changes', async () => {
    story = await purchaseOrders({ onChange: 'askAgain' });
    await ask(story, 'clerk', 5000);
    await story.decide('lead', 'approve');
    await change(pending);
    await change({ amount: 1 }, story.world.source.done[0]?.id);
    expect(story.standing()).toBe('clerk:approved lead:approved boss:open');
    await change({ ...pending, amount: 6000 });
    await story.decide('lead', 'approve');
    await change({ ...pending, amount: 6000 });
    expect(story.standing()).toBe('clerk:approved lead:approved boss:open');
  });

  it('asks a level of which any one is enough as a whole again', async () => {
    const options = { ...BY_GROUP, onChange: 'askAgain' };
    story = await purchaseOrders(options, {
      groups: [group('lead:1 temp:1 boss:2', [{ sequence: 1, needs: 'any' }])],
    });
    await ask(story, 'clerk', 500);
    await story.decide('temp', 'approve');
    expect(story.standing()).toBe('lead:canceled temp:approved boss:open');
    await change({ ...pending, amount: 501 });
    expect(story.standing()).toBe('lead:open temp:open boss:created');
  });
});

describe('a record that is deleted', () => {
  it('takes its request with it, and is not reopened', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    await change(pending);
    await story.tell('purchaseDocument.deleted', { user: 'clerk' });
    expect(story.requests()).toMatchObject([{ status: 'canceled', pendingApprovals: 0 }]);
    expect(story.standing()).toBe('clerk:canceled lead:canceled');
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
    expect(story.isRestricted()).toBe(false);
    expect(story.commands()).toEqual(['record.setStatus']);
  });
});
