import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CronusFixture, openCronus } from './cronus-fixture.ts';
import { type FakeAnswer, startFakeWerkstroom, type TakenCall } from './fake-werkstroom.ts';

let fixture: CronusFixture;

beforeEach(async () => {
  fixture = await openCronus();
});

afterEach(() => fixture.close());

const ORDER = '/purchase-orders/106001';
const handled = { status: 'handled', runs: [], deliveredTo: [], refusals: [] };

/** Answers by the first word of the path that fits. */
function answerCalls(answers: Record<string, unknown>): void {
  fixture.fake.onCall = ({ path }: TakenCall): FakeAnswer | undefined => {
    const found = Object.entries(answers).find(([part]) => path.includes(part));
    return found && { status: 200, body: found[1] };
  };
}

function recordWith(entries: object[], status = 'pending', runs: object[] = []): object {
  const request = { runId: 'r-1', workflow: 'POAPW-01', status, senderId: 'purchaser', createdAt: '', entries };
  return { status: 'Pending Approval', requests: entries.length > 0 ? [request] : [], runs };
}

describe('Send Approval Request', () => {
  it('sends the event for the user and says whom it was sent to', async () => {
    answerCalls({
      '/events/': { ...handled, runs: [{ id: 'r-1' }] },
      '/records/': recordWith([{ approverId: 'manager', status: 'open', sequence: 1 }]),
    });
    const page = await fixture.press(`${ORDER}/send-approval-request`, {}, 'director');

    expect(page.flash).toBe('An approval request has been sent to manager.');
    expect(page.text).toContain('<strong>manager</strong> to decide');
    const event = fixture.fake.events.find(({ type }) => type === 'purchaseDocument.approvalRequested');
    expect(event).toMatchObject({ user: 'director', record: { fields: { status: 'Draft', documentType: 'Order' } } });
    expect(fixture.fake.calls.every(({ headers }) => headers['on-behalf-of'] === 'director')).toBe(true);
    expect(fixture.fake.calls.every(({ headers }) => headers.authorization === 'Bearer token-1')).toBe(true);
  });

  it.each([
    ['refused', { ...handled, refusals: [{ reason: 'No workflow matches.' }] }, 'No workflow matches.'],
    ['parked', { status: 'parked', parkedReason: 'Too late.' }, 'The approval request was refused. Too late.'],
  ])('says why it was %s', async (_, event, words) => {
    answerCalls({ '/events/': event });

    expect((await fixture.press(`${ORDER}/send-approval-request`)).flash).toBe(words);
  });

  it('says why the workflow failed', async () => {
    answerCalls({
      '/events/': { ...handled, runs: [{ id: 'r-1' }] },
      '/records/': recordWith([], 'pending', [{ id: 'r-1', workflow: 'POAPW-01', status: 'failed' }]),
      '/runs/r-1': { error: { name: 'E', message: 'Nobody approves for purchaser.' } },
    });

    expect((await fixture.press(`${ORDER}/send-approval-request`)).flash).toBe('Nobody approves for purchaser.');
  });

  it('is queued while Werkstroom is away, and arrives when it is back', async () => {
    await vi.waitFor(() => expect(fixture.fake.events).toHaveLength(25), { timeout: 5_000 });
    const port = Number(new URL(fixture.fake.url).port);
    await fixture.fake.close();
    const page = await fixture.press(`${ORDER}/send-approval-request`);
    const back = await startFakeWerkstroom(port);
    await vi.waitFor(() => expect(back.events).toHaveLength(1), { timeout: 10_000 });
    await back.close();

    expect(page.flash).toContain('not sent yet');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Werkstroom cannot be reached');
    expect(back.events[0]?.type).toBe('purchaseDocument.approvalRequested');
  });

  it('asks nothing for an order that is not open', async () => {
    const page = await fixture.press('/purchase-orders/106003/send-approval-request');

    expect(page.flash).toContain('Current value is &#39;Released&#39;');
    expect(fixture.fake.events.filter(({ type }) => type.endsWith('approvalRequested'))).toEqual([]);
  });
});

describe('Cancel Approval Request', () => {
  const order = { entity: 'purchaseDocument', id: '106001' };

  beforeEach(async () => {
    await fixture.command({ type: 'record.setStatus', record: order, values: { status: 'In Review' } });
  });

  it('shows the order as the workflow leaves it', async () => {
    answerCalls({ '/events/': { ...handled, deliveredTo: ['r-1'] } });
    fixture.fake.onEvent = async ({ type }) => {
      if (type.endsWith('approvalCancelled')) void fixture.command({ type: 'record.reopen', record: order });
      return { status: 202 };
    };
    const page = await fixture.press(`${ORDER}/cancel-approval-request`);

    expect(page.flash).toBe('The approval request has been cancelled.');
    expect(page.text).toContain('<span class="pill open">Open</span>');
  });

  it('opens an order again of which Werkstroom knows no request', async () => {
    answerCalls({ '/events/': handled });
    const page = await fixture.press(`${ORDER}/cancel-approval-request`);

    expect(page.flash).toContain('The order is open again.');
    expect(page.text).toContain('<span class="pill open">Open</span>');
  });

  it('does not say that it is cancelled while the workflow has not done it', { timeout: 30_000 }, async () => {
    answerCalls({ '/events/': { ...handled, deliveredTo: ['r-1'] } });
    const page = await fixture.press(`${ORDER}/cancel-approval-request`);

    expect(page.flash).toBe('The cancellation has been sent. The workflow has not answered to it yet.');
  });

  it('says why it was refused, and leaves the order pending', async () => {
    const reason = 'Only purchaser, who asked for it, can cancel it.';
    answerCalls({ '/events/': { ...handled, refusals: [{ reason }] } });
    const page = await fixture.press(`${ORDER}/cancel-approval-request`, {}, 'director');

    expect(page.flash).toBe(reason);
    expect(page.text).toContain('<span class="pill pending-approval">');
  });

  it('leaves an order alone whose workflow is at work', async () => {
    answerCalls({
      '/events/': handled,
      '/records/': recordWith([], 'pending', [{ id: 'r-1', workflow: 'POAPW-01', status: 'waiting' }]),
    });
    const page = await fixture.press(`${ORDER}/cancel-approval-request`);

    expect(page.flash).toContain('Workflow POAPW-01 cannot be cancelled where it stands.');
    expect(page.text).toContain('<span class="pill pending-approval">');
  });
});

describe('the fact box', () => {
  it('says why the workflow stands still', async () => {
    answerCalls({
      '/records/': recordWith([{ approverId: 'manager', status: 'approved', sequence: 1 }], 'approved', [
        { id: 'r-1', workflow: 'POAPW-01', status: 'waiting' },
      ]),
      '/runs/r-1': { parked: { step: 's', action: 'records.release', message: 'Vendor 10000 is blocked.' } },
    });

    expect((await fixture.get(ORDER)).text).toContain('The workflow stands still: Vendor 10000 is blocked.');
  });
});

describe('Release and Post', () => {
  it('are done when Werkstroom allows them', async () => {
    answerCalls({ '/events/': handled, '/may/': { allowed: true } });

    expect((await fixture.press(`${ORDER}/release`)).flash).toBe('Purchase Order 106001 is released.');
    expect((await fixture.press(`${ORDER}/post`)).flash).toBe('Purchase Order 106001 is posted.');
    const asked = fixture.fake.calls.filter(({ path }) => path.includes('/may/')).map(({ path }) => path);
    expect(asked).toEqual([
      '/records/purchaseDocument/106001/may/release?source=cronus',
      '/records/purchaseDocument/106001/may/posting?source=cronus',
    ]);
  });

  it('show the reason when it does not', async () => {
    answerCalls({
      '/events/': handled,
      '/may/': { allowed: false, reason: 'Restricted.', openApprovers: ['manager'] },
    });
    const page = await fixture.press(`${ORDER}/release`);

    expect(page.flash).toBe('Restricted. It waits for manager.');
    expect(page.text).toContain('<span class="pill open">Open</span>');
  });

  it('are not done when it does not answer', async () => {
    await fixture.fake.close();
    const page = await fixture.press(`${ORDER}/release`);

    expect(page.flash).toContain('so it was not done');
    expect(page.text).toContain('<span class="pill open">Open</span>');
  });

  it('are not done by a person while others decide, even where nothing restricts the order', async () => {
    answerCalls({ '/events/': handled, '/may/': { allowed: true } });
    const record = { entity: 'purchaseDocument', id: '106001' };
    await fixture.command({ type: 'record.setStatus', record, values: { status: 'In Review' } });

    expect((await fixture.press(`${ORDER}/release`)).flash).toContain('must be completed or cancelled first');
    expect((await fixture.press(`${ORDER}/reopen`)).flash).toContain('must be completed or cancelled first');
  });
});
