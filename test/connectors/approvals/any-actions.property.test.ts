import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ApprovalEntry } from '../../../shared/domain/approval/approval.ts';
import { isPending } from '../../../shared/domain/approval/approval.ts';
import type { Json } from '../../../shared/domain/json/json.ts';
import { type Decision, decideEntry } from '../../../shared/usecases/decide-entry.ts';
import { reassignEntry } from '../../../shared/usecases/reassign-entry.ts';
import { company, type Story } from './approval-story.ts';
import { ask, BY_GROUP, group, purchaseOrders, USERS } from './purchase-orders.ts';

const PEOPLE = ['clerk', 'lead', 'boss', 'temp', 'root', 'stranger'];

/** Somebody does something, whether they may or not. */
type Act =
  | { readonly kind: 'ask'; readonly who: string; readonly amount: number }
  | {
      readonly kind: 'decide';
      readonly who: string;
      readonly decision: Decision;
      readonly entry: number;
      readonly stale: boolean;
    }
  | { readonly kind: 'reassign'; readonly who: string; readonly to: string; readonly entry: number }
  | { readonly kind: 'cancel'; readonly who: string }
  | { readonly kind: 'wait'; readonly days: number };

const who = fc.constantFrom(...PEOPLE);
const entry = fc.nat({ max: 6 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('ask'), who, amount: fc.constantFrom(50, 500, 5000) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('decide'),
      who,
      decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'reject', 'delegate'),
      entry,
      stale: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reassign'), who, to: who, entry }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel'), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait'), days: fc.constantFrom(1, 3, 31) }) },
);

const needs = fc.constantFrom<'all' | 'any' | number>('all', 'any', 1);
const options: fc.Arbitrary<{ [option: string]: Json }> = fc.oneof(
  fc.record({
    limitType: fc.constantFrom('approverChain', 'directApprover', 'firstQualifiedApprover'),
    requesterMayApprove: fc.boolean(),
  }),
  fc.record({ ...constants(BY_GROUP), requesterMayApprove: fc.boolean() }),
  fc.record({ ...constants(BY_GROUP), needs, commentOnReject: fc.boolean() }),
  fc.record({
    delegateAfter: fc.constant('2D'),
    remindAfter: fc.constant('1D'),
    escalateAfter: fc.constant('4D'),
    expireAfter: fc.constant('9D'),
    onExpiry: fc.constantFrom('reject', 'cancel', 'approve'),
  }),
);

function constants(values: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fc.constant(value)]));
}

async function perform(story: Story, done: Act): Promise<void> {
  const { calm } = story.world;
  if (done.kind === 'ask') return ask(story, done.who, done.amount);
  if (done.kind === 'wait') return story.advance({ days: done.days });
  if (done.kind === 'cancel') {
    const fields = { status: 'Pending Approval' };
    return story.tell('purchaseDocument.approvalCancelled', { user: done.who, fields });
  }
  const entries = story.entries();
  const chosen = entries[done.entry % Math.max(1, entries.length)];
  if (!chosen) return;
  const actor = { userId: done.who, via: 'api', roles: [] } as const;
  const about = { company, entryId: chosen.id, actor };
  if (done.kind === 'reassign') await reassignEntry(calm, { ...about, approverId: done.to });
  else {
    const assignment = done.stale ? 1 : chosen.assignment;
    await decideEntry(calm, { ...about, decision: done.decision, assignment, comment: 'Because.' });
  }
  await story.world.settle();
}

/** What an entry may become: what was approved still falls with its request (domain 4.6); the rest is final. */
const MAY_FOLLOW: Readonly<Record<ApprovalEntry['status'], readonly ApprovalEntry['status'][]>> = {
  created: ['created', 'open', 'rejected', 'canceled'],
  open: ['open', 'approved', 'rejected', 'canceled'],
  approved: ['approved', 'rejected', 'canceled'],
  rejected: ['rejected'],
  canceled: ['canceled'],
};

function expectSteps(before: readonly ApprovalEntry[], after: readonly ApprovalEntry[]): void {
  for (const old of before) {
    const now = after.find(({ id }) => id === old.id);
    // An entry that waits may be opened and decided between two looks.
    const reachable = old.status === 'created' ? [...MAY_FOLLOW.created, ...MAY_FOLLOW.open] : MAY_FOLLOW[old.status];
    expect(reachable, `${old.id} was ${old.status}`).toContain(now?.status);
    if (old.status === 'approved' && now?.status === 'approved') expect(now.decidedBy).toBe(old.decidedBy);
  }
}

function expectOrder(story: Story): void {
  const entries = story.entries();
  const requests = story.requests();
  const openRuns = story.runs().filter(({ status }) => status === 'running' || status === 'starting');
  for (const request of requests) {
    const own = entries.filter(({ requestId }) => requestId === request.id);
    expect(request.pendingApprovals, 'pending approvals are the created and the open ones').toBe(
      own.filter(isPending).length,
    );
    const mayNot = request.rules?.requesterMayApprove === false;
    if (mayNot)
      expect(
        own.filter(({ decidedBy, decidedVia }) => decidedBy === request.senderId && decidedVia !== 'auto'),
      ).toEqual([]);
    if (mayNot) expect(own.filter((one) => isPending(one) && one.approverId === request.senderId)).toEqual([]);
    if (request.status !== 'pending') expect(own.filter(isPending), 'nothing is left to decide').toEqual([]);
  }
  const pending = requests.filter(({ status }) => status === 'pending');
  expect(openRuns.map(({ id }) => id).toSorted(), 'a run waits exactly while a request is pending').toEqual(
    pending.map(({ id }) => id).toSorted(),
  );
  if (pending.length > 0) expect(story.isRestricted(), 'restricted while pending').toBe(true);
  for (const { id } of pending) {
    const open = entries.filter(({ requestId, status }) => requestId === id && status === 'open');
    expect(open.length, 'somebody can decide').toBeGreaterThan(0);
    for (const { approverId } of open) expect(USERS.map(({ userId }) => userId)).toContain(approverId);
  }
  const released = story.commands().filter((type) => type === 'record.release').length;
  expect(released).toBe(requests.filter(({ status }) => status === 'approved').length);
}

it('whoever does whatever in any order: entries are decided once, counts are right, runs end or wait for somebody', async () => {
  const groups = [group('lead:1 temp:1 clerk:1 boss:2 root:2')];
  await fc.assert(
    fc.asyncProperty(options, fc.array(act, { minLength: 3, maxLength: 12 }), async (chosen, acts) => {
      const story = await purchaseOrders(chosen, { groups });
      try {
        await ask(story, 'clerk', 5000);
        expectOrder(story);
        for (const done of acts) {
          const before = story.entries();
          await perform(story, done);
          expectSteps(before, story.entries());
          expectOrder(story);
        }
      } finally {
        await story.close();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
