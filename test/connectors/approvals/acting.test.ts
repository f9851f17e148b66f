import { afterEach, describe, expect, it } from 'vitest';
import { approvalUserItems } from '../../../shared/repositories/approval-items.ts';
import { decideEntry } from '../../../shared/usecases/decide-entry.ts';
import { putApprovalUser } from '../../../shared/usecases/put-approval-user.ts';
import { reassignEntry } from '../../../shared/usecases/reassign-entry.ts';
import { company, createStory, type Story } from './approval-story.ts';
import { ask, purchaseOrders, USERS } from './purchase-orders.ts';

let story: Story;
afterEach(() => story.close());

const away = [{ from: '2026-03-01', to: '2026-03-02' }];
const absent = (userId: string, more: object = {}) =>
  USERS.map((user) => (user.userId === userId ? { ...user, ...more, absences: away } : user));

describe('absences', () => {
  it('send what is opened on these days to the substitute at once', async () => {
    story = await purchaseOrders({}, { users: absent('lead', { substituteId: 'temp' }) });
    await ask(story, 'clerk', 500);
    expect(story.entries()).toMatchObject([{}, { approverId: 'temp', standsInFor: 'lead', assignment: 2 }]);
    expect(story.mails().filter((mail) => mail.startsWith('temp'))).toHaveLength(1);
    expect(story.mails().filter((mail) => mail.startsWith('lead'))).toEqual([]);
  });

  it('leave the entry where it is when nobody stands in', async () => {
    story = await purchaseOrders({}, { users: absent('lead') });
    await ask(story, 'clerk', 500);
    expect(story.standing()).toBe('clerk:approved lead:open');
  });

  it('are over when the day is over where the person is', async () => {
    story = await purchaseOrders({}, { users: absent('lead', { substituteId: 'temp' }) });
    await story.advance({ days: 1 });
    await ask(story, 'clerk', 500);
    expect(story.standing()).toBe('clerk:approved lead:open');
  });

  it('count by the clock of the person', async () => {
    const setting = {
      users: absent('lead', { substituteId: 'temp' }),
      timeZones: { lead: 'Pacific/Kiritimati' },
    };
    story = await purchaseOrders({}, setting);
    await story.advance({ hours: 4 });
    await ask(story, 'clerk', 500);
    expect(story.standing()).toBe('clerk:approved lead:open');
  });

  it('keep an entry from being delegated to somebody who is not there', async () => {
    const users = absent('temp').map((user) => (user.userId === 'lead' ? { ...user, substituteId: 'temp' } : user));
    story = await purchaseOrders({}, { users });
    await ask(story, 'clerk', 500);
    await story.decide('lead', 'delegate');
    expect(story.standing()).toBe('clerk:approved boss:open');
  });
});

describe('a requester who may not approve', () => {
  const separated = { requesterMayApprove: false };

  it('does not get the entry as delegate', async () => {
    const users = USERS.map((user) => (user.userId === 'lead' ? { ...user, substituteId: 'clerk' } : user));
    story = await purchaseOrders(separated, { users });
    await ask(story, 'clerk', 500);
    await story.decide('lead', 'delegate');
    expect(story.standing()).toBe('boss:open');
  });

  it('does not decide as administrator', async () => {
    const users = USERS.map((user) => (user.userId === 'root' ? { ...user, approverId: 'lead' } : user));
    story = await purchaseOrders(separated, { users });
    await ask(story, 'root', 500);
    const entry = story.entries().find(({ status }) => status === 'open');
    const actor = { userId: 'root', via: 'api', roles: ['admin'] } as const;
    const result = await decideEntry(story.world.calm, {
      company,
      entryId: entry?.id ?? '',
      decision: 'approve',
      actor,
    });
    expect(result.kind).toBe('own-request');
    const again = await reassignEntry(story.world.calm, {
      company,
      entryId: entry?.id ?? '',
      approverId: 'root',
      actor,
    });
    expect(again).toMatchObject({ kind: 'refused', reason: expect.stringContaining('root') });
  });

  it('does not get it because the setup changed meanwhile', async () => {
    story = await purchaseOrders(separated);
    await ask(story, 'clerk', 500);
    const user = { company, userId: 'lead', substituteId: 'clerk', purchaseLimit: 1000 };
    await putApprovalUser(story.world.calm, { user, actor: 'admin' });
    await story.decide('lead', 'delegate');
    expect(story.standing()).toBe('root:open');
  });
});

describe('a comment', () => {
  it('is required to reject where the workflow says so', async () => {
    story = await purchaseOrders({ commentOnReject: true });
    await ask(story, 'clerk', 500);
    expect((await story.decide('lead', 'reject')).kind).toBe('comment-missing');
    expect((await story.decide('lead', 'reject', 'Too dear.')).kind).toBe('decided');
    expect(story.entries()[1]?.comments).toMatchObject([{ userId: 'lead', text: 'Too dear.' }]);
  });

  it('is not required to approve', async () => {
    story = await purchaseOrders({}, { policy: { commentOnReject: true } });
    await ask(story, 'clerk', 500);
    expect((await story.decide('lead', 'approve')).kind).toBe('decided');
  });
});

describe('reassigning', () => {
  const actor = { userId: 'root', via: 'api', roles: [] } as const;

  it('brings an open entry to somebody else, with a mail, and old links no longer decide', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    const [, entry] = story.entries();
    await reassignEntry(story.world.calm, { company, entryId: entry?.id ?? '', approverId: 'temp', actor });
    await story.world.settle();
    expect(story.entries()[1]).toMatchObject({ approverId: 'temp', status: 'open', assignment: 2 });
    expect(story.mails().filter((mail) => mail.startsWith('temp'))).toHaveLength(1);
    await story.decide('temp', 'approve');
    expect(story.commands()).toContain('record.release');
  });

  it('moves an entry that is not opened yet without telling anybody', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 5000);
    const before = story.mails().length;
    const entryId = story.entries()[2]?.id ?? '';
    await reassignEntry(story.world.calm, { company, entryId, approverId: 'temp', actor });
    await story.world.settle();
    expect(story.standing()).toBe('clerk:approved lead:open temp:created');
    expect(story.mails()).toHaveLength(before);
  });

  it.each([
    ['somebody who is not set up', 'who', actor, 'refused'],
    ['anybody by a person who is no administrator', 'temp', { ...actor, userId: 'clerk' }, 'not-yours'],
  ])('is refused to %s', async (_title, approverId, by, kind) => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    const entryId = story.entries()[1]?.id ?? '';
    const result = await reassignEntry(story.world.calm, { company, entryId, approverId, actor: by });
    expect(result.kind).toBe(kind);
  });

  it('is refused once the entry is decided', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    const entryId = story.entries()[1]?.id ?? '';
    await story.decide('lead', 'approve');
    const result = await reassignEntry(story.world.calm, { company, entryId, approverId: 'temp', actor });
    expect(result.kind).toBe('not-pending');
  });
});

describe('several requests about one record', () => {
  const changed = (user: string, before: string, after: string) =>
    story.tell('customer.modified', { user, fields: { name: after }, previous: { name: before } });
  const definition = {
    code: 'NAMES',
    kind: 'approval' as const,
    on: { event: 'customer.modified', where: { change: { field: 'name', is: 'changed' as const } } },
    steps: [
      { do: 'approvals.resolve', with: { limitType: 'directApprover' } },
      { do: 'records.revertValue', with: { field: 'name' } },
      { do: 'approvals.create' },
      { do: 'approvals.send' },
      {
        id: 'decision',
        when: [
          { event: 'approvalRequest.approved', steps: [{ do: 'records.applyValues' }] },
          {
            event: 'customer.approvalCancelled',
            steps: [{ do: 'approvals.cancelAll' }, { do: 'records.discardValues' }],
          },
        ],
      },
    ],
  };

  const sorted = () => story.standing().split(' ').toSorted();

  it('are cancelled by their own senders only', async () => {
    story = await createStory({ users: USERS, workflows: [definition] });
    await changed('clerk', 'A', 'B');
    await changed('lead', 'A', 'C');
    expect(sorted()).toEqual(['boss:open', 'lead:open']);
    await story.tell('customer.approvalCancelled', { user: 'clerk' });
    expect(sorted()).toEqual(['boss:open', 'lead:canceled']);
    await story.tell('customer.approvalCancelled', { user: 'clerk' });
    expect(sorted()).toEqual(['boss:open', 'lead:canceled']);
    await story.tell('customer.approvalCancelled', { user: 'root' });
    expect(sorted()).toEqual(['boss:canceled', 'lead:canceled']);
  });
});

describe('an approver who has left before being asked', () => {
  it('is stood in for by the approval administrator', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 5000);
    await removeSetup('boss');
    await story.decide('lead', 'approve');
    expect(story.standing()).toBe('clerk:approved lead:approved root:open');
  });

  /** As if they had left while the request was being made: those who leave now hand over what they have. */
  async function removeSetup(userId: string): Promise<void> {
    const row = await approvalUserItems.get(story.world.calm.store, { company, userId });
    if (row) await story.world.calm.store.write([approvalUserItems.remove(row)]);
  }
});
