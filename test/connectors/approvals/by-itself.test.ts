import { afterEach, describe, expect, it } from 'vitest';
import type { Story } from './approval-story.ts';
import { ask, group, purchaseOrders, USERS } from './purchase-orders.ts';

let story: Story;
afterEach(() => story.close());

/** Mails to one person, by how their subject begins. */
const mailsTo = (userId: string): readonly string[] =>
  story
    .mails()
    .flatMap((mail) => (mail.startsWith(`${userId}: `) ? [mail.slice(userId.length + 2).split(':')[0] ?? ''] : []));

describe('reminders', () => {
  it('come once after the time, and again and again where the workflow says so', async () => {
    story = await purchaseOrders({ remindAfter: '2D', remindEvery: '1D', dueDateFormula: '1M' });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 1, hours: 23 });
    expect(mailsTo('lead')).toEqual(['Approval requested']);
    await story.advance({ hours: 1 });
    expect(mailsTo('lead')).toEqual(['Approval requested', 'Reminder']);
    await story.advance({ days: 1 });
    await story.advance({ days: 1 });
    expect(mailsTo('lead')).toHaveLength(4);
  });

  it('come once without a second time', async () => {
    story = await purchaseOrders({ remindAfter: '1D' });
    await ask(story, 'clerk', 500);
    for (let day = 0; day < 4; day++) await story.advance({ days: 1 });
    expect(mailsTo('lead')).toEqual(['Approval requested', 'Reminder']);
  });

  it('count anew for whoever gets the entry, and end with the decision', async () => {
    story = await purchaseOrders({ remindAfter: '2D' });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 1 });
    await story.decide('lead', 'delegate');
    await story.advance({ days: 1, hours: 2 });
    expect(mailsTo('boss')).toEqual(['Approval requested']);
    await story.advance({ days: 1 });
    expect(mailsTo('boss')).toEqual(['Approval requested', 'Reminder']);
    await story.decide('boss', 'approve');
    await story.advance({ days: 9 });
    expect(mailsTo('boss')).toHaveLength(2);
  });

  it('count working days where the company says which these are', async () => {
    const policy = { workingDays: [1, 2, 3, 4, 5], holidays: ['2026-03-03'] };
    story = await purchaseOrders({ remindAfter: '4D', dueDateFormula: '1M' }, { policy });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 6 });
    expect(mailsTo('lead')).toEqual(['Approval requested']);
    await story.advance({ days: 1 });
    expect(mailsTo('lead')).toEqual(['Approval requested', 'Reminder']);
  });
});

describe('overdue notices', () => {
  it('come once a day from the day behind the due date, to whom the workflow says', async () => {
    story = await purchaseOrders({ overdueTo: ['approver', 'requester', 'nextApprover'] });
    await ask(story, 'clerk', 500);
    await story.advance({ hours: 12 });
    expect(mailsTo('lead')).toEqual(['Approval requested']);
    await story.advance({ hours: 12 });
    expect(mailsTo('lead')).toEqual(['Approval requested', 'Overdue']);
    expect(mailsTo('clerk')).toEqual(['Overdue']);
    expect(mailsTo('boss')).toEqual(['Overdue']);
    await story.advance({ hours: 6 });
    expect(mailsTo('lead')).toHaveLength(2);
    await story.advance({ hours: 18 });
    expect(mailsTo('lead')).toHaveLength(3);
  });

  it('come only where the workflow asks for them', async () => {
    story = await purchaseOrders();
    await ask(story, 'clerk', 500);
    await story.advance({ days: 3 });
    expect(mailsTo('lead')).toEqual(['Approval requested']);
  });
});

describe('delegation by itself', () => {
  it('brings the entry on each time its approver had it for so long', async () => {
    const users = USERS.map((user) => (user.userId === 'lead' ? { ...user, substituteId: 'temp' } : user));
    story = await purchaseOrders({ delegateAfter: '2D' }, { users });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 2 });
    expect(story.standing()).toBe('clerk:approved temp:open');
    expect(mailsTo('temp')).toEqual(['Approval requested']);
    await story.advance({ days: 1 });
    expect(story.standing()).toBe('clerk:approved temp:open');
    await story.advance({ days: 1, hours: 1 });
    expect(story.standing()).toBe('clerk:approved root:open');
    await story.decide('root', 'approve');
    expect(story.commands()).toContain('record.release');
  });

  it('leaves the entry where it is when nobody can take it', async () => {
    const users = USERS.filter(({ userId }) => userId !== 'root');
    story = await purchaseOrders({ delegateAfter: '1D' }, { users });
    await ask(story, 'clerk', 5000);
    await story.decide('lead', 'approve');
    await story.advance({ days: 1 });
    await story.advance({ days: 5 });
    expect(story.standing()).toBe('clerk:approved lead:approved boss:open');
    expect(mailsTo('boss')).toHaveLength(1);
  });

  it('"Never" is Business Central\'s word for not at all', async () => {
    story = await purchaseOrders({ delegateAfter: 'Never' });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 20 });
    expect(story.standing()).toBe('clerk:approved lead:open');
  });
});

describe('escalation', () => {
  it('brings an entry up once', async () => {
    story = await purchaseOrders({ escalateAfter: '3D' });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 3 });
    expect(story.standing()).toBe('clerk:approved boss:open');
    expect(mailsTo('boss')).toEqual(['Approval requested']);
    await story.advance({ days: 9 });
    expect(story.standing()).toBe('clerk:approved boss:open');
  });

  it('brings it to the first of a group who is there and may', async () => {
    const users = USERS.map((user) =>
      user.userId === 'temp' ? { ...user, absences: [{ from: '2026-03-05', to: '2026-03-05' }] } : user,
    );
    const options = { escalateAfter: '3D', escalateToGroup: 'G', requesterMayApprove: false };
    story = await purchaseOrders(options, { users, groups: [group('clerk:1 temp:2 root:3')] });
    await ask(story, 'clerk', 500);
    await story.advance({ days: 3 });
    expect(story.standing()).toBe('root:open');
  });
});

describe('expiry', () => {
  it.each([
    ['reject', 'record.reopen', 'rejected'],
    ['approve', 'record.release', 'approved'],
    ['cancel', 'record.reopen', 'canceled'],
  ] as const)('can %s', async (onExpiry, command, status) => {
    story = await purchaseOrders({ expireAfter: '5D', onExpiry });
    await ask(story, 'clerk', 500);
    await story.tell('purchaseDocument.modified', { fields: { status: 'Pending Approval' } });
    await story.advance({ days: 4, hours: 23 });
    expect(story.standing()).toBe('clerk:approved lead:open');
    await story.advance({ hours: 2 });
    expect(story.requests()).toMatchObject([{ status }]);
    expect(story.commands()).toEqual(['record.setStatus', command]);
    expect(story.runs()).toMatchObject([{ status: 'succeeded' }]);
  });
});
