import { describe, expect, it } from 'vitest';
import type { Mailer } from '../../../shared/ports/mailer.ts';
import { ThrottledError } from '../../../shared/ports/throttled-error.ts';
import { approvalUserItems } from '../../../shared/repositories/approval-items.ts';
import { memberItems } from '../../../shared/repositories/company-items.ts';
import { ASKED, createNotifier, messageTo, tokenIn } from './notification-fixture.ts';

describe('a mail that would say what is no longer true is not sent', () => {
  it.each<readonly [string, Parameters<typeof createNotifier>[0]]>([
    ['it was decided meanwhile', { entry: { status: 'approved' } }],
    ['it was cancelled meanwhile', { entry: { status: 'canceled' }, request: { status: 'canceled' } }],
    ['another approver rejected meanwhile', { request: { status: 'rejected' } }],
    ['somebody else has it now', { entry: { approverId: 'director', assignment: 2 } }],
  ])('%s', async (_why, parts) => {
    const notifier = await createNotifier(parts);
    expect(await notifier.handle(messageTo('manager'))).toEqual({ batchItemFailures: [] });
    expect(notifier.mailer.calls).toEqual([]);
  });

  it.each(['approvalEnded', 'runFailed'] as const)('what it is about is not there any more: %s', async (kind) => {
    const notifier = await createNotifier();
    const content =
      kind === 'runFailed'
        ? { kind, runId: 'gone', message: 'x' }
        : { kind, requestId: 'gone', outcome: 'approved' as const };
    expect(await notifier.handle(messageTo('manager', content))).toEqual({ batchItemFailures: [] });
    expect(notifier.mailer.calls).toEqual([]);
  });
});

describe('the address of a member', () => {
  it('in the approval user setup counts before their own', async () => {
    const notifier = await createNotifier();
    const manager = { company: 'cronus', userId: 'manager' };
    const setup = await approvalUserItems.get(notifier.store, manager);
    await notifier.store.write([
      approvalUserItems.save(setup, { ...manager, approverId: 'director', email: 'approvals@cronus.example' }),
    ]);
    await notifier.handle(messageTo('manager'));
    expect(notifier.mailer.mails()[0]?.to).toBe('approvals@cronus.example');
  });

  it.each<readonly [string, boolean]>([
    ['that there is none', true],
    ['that the mail service refuses for good', false],
  ])('is not tried for ever: the trail of the record says %s', async (_what, isMissing) => {
    const notifier = await createNotifier();
    const manager = await memberItems.get(notifier.store, { company: 'cronus', userId: 'manager' });
    if (manager && isMissing) await notifier.store.write([memberItems.remove(manager)]);
    notifier.mailer.refuse('manager@cronus.example');
    expect(await notifier.handle(messageTo('manager'))).toEqual({ batchItemFailures: [] });
    expect(notifier.unsent()).toMatchObject([
      {
        action: 'notification.unsent',
        subject: 'notification/approvalRequested',
        record: 'erp/purchaseDocument/106001',
        details: {
          recipient: 'manager',
          reason: expect.stringContaining(isMissing ? 'no e-mail address' : 'refused for good'),
        },
      },
    ]);
  });

  it.each(['approvalEnded', 'runParked', 'email'] as const)('is told missing also for %s', async (kind) => {
    const notifier = await createNotifier();
    const content = {
      approvalEnded: { kind: 'approvalEnded', requestId: 'run-1', outcome: 'approved' } as const,
      runParked: { kind: 'runParked', runId: 'run-1', message: 'x' } as const,
      email: { kind: 'email', subject: 'x', text: 'x' } as const,
    }[kind];
    await notifier.handle(messageTo('nobody', content));
    const record = kind === 'email' ? undefined : 'erp/purchaseDocument/106001';
    expect(notifier.unsent()).toMatchObject([{ subject: `notification/${kind}`, ...(record && { record }) }]);
  });
});

describe('a mail service', () => {
  it('that is busy gets the mail again later, and that does not count as tried', async () => {
    const busy = { send: () => Promise.reject(new ThrottledError('Slow down.')) };
    const notifier = await createNotifier({}, () => busy);
    expect(await notifier.handle(messageTo('manager'))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-0' }],
      throttled: [{ itemIdentifier: 'm-0' }],
    });
    expect(notifier.errors).toEqual([]);
  });

  it('that can not be reached gets the mail again, and the reason is kept', async () => {
    const gone = { send: () => Promise.reject(new Error('connect ECONNREFUSED')) };
    const notifier = await createNotifier({}, () => gone);
    expect(await notifier.handle(messageTo('manager'))).toMatchObject({
      batchItemFailures: [{ itemIdentifier: 'm-0' }],
      reasons: { 'm-0': 'Error: connect ECONNREFUSED' },
    });
  });

  it('whose answer was lost gets the same mail again: it knows it by its key, and both links decide', async () => {
    let calls = 0;
    const notifier = await createNotifier(
      {},
      (mailer): Mailer => ({
        async send(mail) {
          await mailer.send(mail);
          calls += 1;
          if (calls === 1) throw new Error('socket hang up');
        },
      }),
    );
    const message = messageTo('manager');
    expect((await notifier.handle(message)).batchItemFailures).toHaveLength(1);
    expect((await notifier.handle(message)).batchItemFailures).toEqual([]);
    expect(notifier.mailer.mails()).toHaveLength(1);
    const [first, second] = notifier.mailer.calls.map(({ text }) => tokenIn(text));
    await notifier.submit(first ?? '', { decision: 'approve' });
    await notifier.submit(second ?? '', { decision: 'approve' });
    expect(notifier.decisions()).toHaveLength(1);
  });
});

describe('a batch', () => {
  it('fails message by message', async () => {
    const notifier = await createNotifier();
    const content = { ...ASKED, entryId: 'run-1.2' };
    const answer = await notifier.handle(messageTo('manager'), 'no JSON', '{"kind":"other"}', messageTo('x', content));
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-2' }]);
    expect(notifier.mailer.mails()).toHaveLength(1);
  });
});
