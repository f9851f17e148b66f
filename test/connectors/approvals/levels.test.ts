import { afterEach, describe, expect, it } from 'vitest';
import type { Setting, Story } from './approval-story.ts';
import { ask, BY_GROUP, group, purchaseOrders, USERS } from './purchase-orders.ts';

let story: Story;
afterEach(() => story.close());

const people = [...USERS, ...['ann', 'bob', 'cleo', 'dirk'].map((userId) => ({ userId }))] satisfies Setting['users'];

async function begin(places: string, levels?: Parameters<typeof group>[1], options = {}): Promise<void> {
  story = await purchaseOrders({ ...BY_GROUP, ...options }, { users: people, groups: [group(places, levels)] });
  await ask(story, 'clerk', 50);
}

describe('a group whose levels have no rule behaves as Business Central', () => {
  it('opens one level after the other', async () => {
    await begin('ann:1 bob:2 cleo:7');
    expect(story.standing()).toBe('ann:open bob:created cleo:created');
    await story.decide('ann', 'approve');
    expect(story.standing()).toBe('ann:approved bob:open cleo:created');
    await story.decide('bob', 'approve');
    await story.decide('cleo', 'approve');
    expect(story.commands()).toEqual(['record.setStatus', 'record.release']);
  });

  it('opens the next level with the first approval, and is complete when everybody has approved', async () => {
    await begin('ann:1 bob:1 cleo:2');
    expect(story.standing()).toBe('ann:open bob:open cleo:created');
    await story.decide('bob', 'approve');
    expect(story.standing()).toBe('ann:open bob:approved cleo:open');
    await story.decide('cleo', 'approve');
    expect(story.commands()).toEqual(['record.setStatus']);
    await story.decide('ann', 'approve');
    expect(story.commands()).toEqual(['record.setStatus', 'record.release']);
  });

  it('a higher level that is at work keeps the levels above closed', async () => {
    await begin('ann:1 bob:1 cleo:2 dirk:3');
    await story.decide('ann', 'approve');
    await story.decide('bob', 'approve');
    expect(story.standing()).toBe('ann:approved bob:approved cleo:open dirk:created');
  });

  it("the requester's own level counts as passed, so the next one opens at once", async () => {
    await begin('clerk:1 ann:1 bob:2');
    expect(story.standing()).toBe('clerk:approved ann:open bob:open');
  });

  it('a requester who stands alone is approved at once', async () => {
    await begin('clerk:3');
    expect(story.commands()).toEqual(['record.setStatus', 'record.release']);
  });

  it('a rejection by anybody ends the request', async () => {
    await begin('ann:1 bob:1 cleo:2');
    await story.decide('bob', 'reject');
    expect(story.standing()).toBe('ann:rejected bob:rejected cleo:rejected');
    expect(story.commands()).toEqual(['record.setStatus', 'record.reopen']);
  });
});

describe('a level with a rule of its own', () => {
  it('any: the first approval is enough, the others need not decide', async () => {
    await begin('ann:1 bob:1 cleo:2', [{ sequence: 1, needs: 'any' }]);
    await story.decide('bob', 'approve');
    expect(story.standing()).toBe('ann:canceled bob:approved cleo:open');
    await story.decide('cleo', 'approve');
    expect(story.commands()).toContain('record.release');
  });

  it('any on the last level completes the request', async () => {
    await begin('ann:1 bob:1', [{ sequence: 1, needs: 'any' }]);
    await story.decide('ann', 'approve');
    expect(story.standing()).toBe('ann:approved bob:canceled');
    expect(story.commands()).toContain('record.release');
  });

  it('all: the next level waits for everybody', async () => {
    await begin('ann:1 bob:1 cleo:2', [{ sequence: 1, needs: 'all' }]);
    await story.decide('bob', 'approve');
    expect(story.standing()).toBe('ann:open bob:approved cleo:created');
    await story.decide('ann', 'approve');
    expect(story.standing()).toBe('ann:approved bob:approved cleo:open');
  });

  it('2 of 3: the third need not decide', async () => {
    await begin('ann:1 bob:1 cleo:1 dirk:2', [{ sequence: 1, needs: 2 }]);
    await story.decide('cleo', 'approve');
    expect(story.standing()).toBe('ann:open bob:open cleo:approved dirk:created');
    await story.decide('ann', 'approve');
    expect(story.standing()).toBe('ann:approved bob:canceled cleo:approved dirk:open');
  });

  it('the option of the workflow holds for levels without a rule', async () => {
    await begin('ann:1 bob:1 cleo:2 dirk:2', [{ sequence: 2, needs: 'all' }], { needs: 'any' });
    await story.decide('ann', 'approve');
    expect(story.standing()).toBe('ann:approved bob:canceled cleo:open dirk:open');
    await story.decide('dirk', 'approve');
    expect(story.standing()).toBe('ann:approved bob:canceled cleo:open dirk:approved');
  });

  it("any: the requester's own approval counts, as everywhere", async () => {
    await begin('clerk:1 ann:1 bob:2', [{ sequence: 1, needs: 'any' }]);
    expect(story.standing()).toBe('clerk:approved ann:canceled bob:open');
  });

  it('any, decided by two at once: one approval counts, the other is told that nothing is open', async () => {
    await begin('ann:1 bob:1', [{ sequence: 1, needs: 'any' }]);
    const results = await Promise.all([story.decide('ann', 'approve'), story.decide('bob', 'approve')]);
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['decided', 'not-open']);
    expect(story.requests()).toMatchObject([{ pendingApprovals: 0, status: 'approved' }]);
  });
});

describe('a requester who may not approve', () => {
  it('is left out of the group', async () => {
    await begin('clerk:1 ann:1 bob:2', undefined, { requesterMayApprove: false });
    expect(story.standing()).toBe('ann:open bob:created');
  });

  it('is left out of the chain, by the policy of the company too', async () => {
    story = await purchaseOrders({}, { policy: { requesterMayApprove: false } });
    await ask(story, 'clerk', 50);
    expect(story.standing()).toBe('lead:open');
  });

  it('may approve where the workflow says so against the policy', async () => {
    story = await purchaseOrders({ requesterMayApprove: true }, { policy: { requesterMayApprove: false } });
    await ask(story, 'clerk', 50);
    expect(story.commands()).toContain('record.release');
  });
});
