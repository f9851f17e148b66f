import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ApprovalEntry, ApprovalRequest } from '../../../shared/domain/approval/approval.ts';
import { isPending } from '../../../shared/domain/approval/approval.ts';
import { anyAct, anyOptions, askFor, type Place, perform } from './any-acts.ts';
import type { Story } from './approval-story.ts';
import { group, purchaseOrders } from './purchase-orders.ts';

/** More of them: `RANDOM_APPROVALS=3000 npx vitest run test/connectors/approvals/any-actions.property.test.ts`. */
const STORIES = Number(process.env.RANDOM_APPROVALS ?? 60);

/** What an entry may become: what was approved still falls with its request (domain 4.6); the rest is final. */
const MAY_FOLLOW: Readonly<Record<ApprovalEntry['status'], readonly ApprovalEntry['status'][]>> = {
  created: ['created', 'open', 'rejected', 'canceled'],
  open: ['open', 'approved', 'rejected', 'canceled'],
  approved: ['approved', 'rejected', 'canceled'],
  rejected: ['rejected'],
  canceled: ['canceled'],
};

/** `askedAgain`: the record changed, so everybody who was asked is asked anew. */
function expectSteps(before: readonly ApprovalEntry[], story: Story): void {
  const after = story.entries();
  for (const old of before) {
    const now = after.find(({ id }) => id === old.id);
    const request = story.requests().find(({ id }) => id === old.requestId);
    if (request?.askedEvent) continue;
    // An entry that waits may be opened and decided between two looks.
    const reachable = old.status === 'created' ? [...MAY_FOLLOW.created, ...MAY_FOLLOW.open] : MAY_FOLLOW[old.status];
    expect(reachable, `${old.id} was ${old.status}`).toContain(now?.status);
    expect(now?.assignment, 'an entry only goes on, never back').toBeGreaterThanOrEqual(old.assignment);
    if (old.status === 'approved' && now?.status === 'approved') expect(now.decidedBy).toBe(old.decidedBy);
  }
}

function expectCounts(request: ApprovalRequest, own: readonly ApprovalEntry[]): void {
  expect(request.pendingApprovals, 'pending approvals are the created and the open ones').toBe(
    own.filter(isPending).length,
  );
  if (request.status !== 'pending') expect(own.filter(isPending), 'nothing is left to decide').toEqual([]);
  if (request.rules?.requesterMayApprove !== false) return;
  const { senderId } = request;
  expect(own.filter(({ decidedBy, decidedVia }) => decidedBy === senderId && decidedVia !== 'auto')).toEqual([]);
  expect(
    own.filter((one) => isPending(one) && one.approverId === senderId),
    'the requester is not asked',
  ).toEqual([]);
}

function expectOrder(story: Story): void {
  const entries = story.entries();
  const requests = story.requests();
  for (const request of requests) {
    expectCounts(
      request,
      entries.filter(({ requestId }) => requestId === request.id),
    );
  }
  const openRuns = story.runs().filter(({ status }) => status === 'running' || status === 'starting');
  const pending = requests.filter(({ status }) => status === 'pending');
  expect(openRuns.map(({ id }) => id).toSorted(), 'a run waits exactly while a request is pending').toEqual(
    pending.map(({ id }) => id).toSorted(),
  );
  for (const { id, record } of pending) {
    expect(story.isRestricted(record.id), 'restricted while pending').toBe(true);
    const open = entries.filter(({ requestId, status }) => requestId === id && status === 'open');
    expect(open.length, 'somebody can decide').toBeGreaterThan(0);
    for (const { approverId } of open) expect(story.members(), 'who is asked is there').toContain(approverId);
  }
  const released = story.commands().filter((type) => type === 'record.release').length;
  expect(released).toBe(requests.filter(({ status }) => status === 'approved').length);
}

it(
  'whoever does whatever in any order: entries are decided once, counts are right, runs end or wait for somebody',
  async () => {
    const groups = [group('lead:1 temp:1 clerk:1 boss:2 root:2')];
    await fc.assert(
      fc.asyncProperty(anyOptions, fc.array(anyAct, { minLength: 3, maxLength: 16 }), async (options, acts) => {
        const story = await purchaseOrders(options, { groups });
        const place: Place = { record: 1 };
        try {
          await askFor(story, place, { who: 'clerk', amount: 5000 });
          expectOrder(story);
          for (const act of acts) {
            const before = story.entries();
            await perform(story, place, act);
            expectSteps(before, story);
            expectOrder(story);
          }
        } finally {
          await story.close();
        }
      }),
      { numRuns: STORIES },
    );
  },
  120_000 + STORIES * 2_000,
);
