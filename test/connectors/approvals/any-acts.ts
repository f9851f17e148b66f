import fc from 'fast-check';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { approvalUserItems } from '../../../shared/repositories/approval-items.ts';
import { commentEntry } from '../../../shared/usecases/comment-entry.ts';
import { type Decision, decideEntry } from '../../../shared/usecases/decide-entry.ts';
import { handOverDuties } from '../../../shared/usecases/hand-over-duties.ts';
import { putApprovalUser } from '../../../shared/usecases/put-approval-user.ts';
import { reassignEntry } from '../../../shared/usecases/reassign-entry.ts';
import { removeApprovalUser } from '../../../shared/usecases/remove-approval-user.ts';
import { removeMember } from '../../../shared/usecases/remove-member.ts';
import { company, type Story } from './approval-story.ts';
import { BY_GROUP } from './purchase-orders.ts';

export const PEOPLE = ['clerk', 'lead', 'boss', 'temp', 'root', 'stranger'];

/** Somebody does something, or something happens, whether it may or not. */
export type Act =
  | { readonly kind: 'ask'; readonly who: string; readonly amount: number }
  | {
      readonly kind: 'decide';
      readonly who: string;
      readonly decision: Decision;
      readonly entry: number;
      readonly stale: boolean;
    }
  | { readonly kind: 'comment'; readonly who: string; readonly entry: number }
  | { readonly kind: 'reassign'; readonly who: string; readonly to: string; readonly entry: number }
  | { readonly kind: 'cancel'; readonly who: string }
  /** The record has another amount, or only another status. */
  | { readonly kind: 'change'; readonly fields: JsonObject }
  | { readonly kind: 'delete' }
  | { readonly kind: 'rename' }
  | { readonly kind: 'handOver'; readonly who: string; readonly to: string }
  | { readonly kind: 'leave'; readonly who: string; readonly from: 'company' | 'setup' }
  /** Somebody is away from today on for so many days, with this person in their place. */
  | { readonly kind: 'away'; readonly who: string; readonly substituteId: string; readonly days: number }
  | { readonly kind: 'promote'; readonly who: string; readonly approverId: string }
  | { readonly kind: 'wait'; readonly hours: number };

const who = fc.constantFrom(...PEOPLE);
const entry = fc.nat({ max: 6 });

function kind<Kind extends Act['kind'], Rest extends object>(
  name: Kind,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
) {
  return fc.record({ kind: fc.constant(name), ...rest }) as fc.Arbitrary<{ readonly kind: Kind } & Rest>;
}

/** Anything that can happen to requests from outside. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: kind('ask', { who, amount: fc.constantFrom(50, 500, 5000) }) },
  {
    weight: 12,
    arbitrary: kind('decide', {
      who,
      decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'reject', 'delegate'),
      entry,
      stale: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: kind('comment', { who, entry }) },
  { weight: 2, arbitrary: kind('reassign', { who, to: who, entry }) },
  { weight: 1, arbitrary: kind('cancel', { who }) },
  {
    weight: 2,
    arbitrary: kind('change', {
      fields: fc.constantFrom<JsonObject>({ amount: 700 }, { amount: 9000 }, { status: 'Pending Approval' }),
    }),
  },
  { weight: 1, arbitrary: kind('delete', {}) },
  { weight: 1, arbitrary: kind('rename', {}) },
  { weight: 2, arbitrary: kind('handOver', { who, to: who }) },
  { weight: 2, arbitrary: kind('leave', { who, from: fc.constantFrom<'company' | 'setup'>('company', 'setup') }) },
  { weight: 2, arbitrary: kind('away', { who, substituteId: who, days: fc.constantFrom(0, 3, 30) }) },
  { weight: 1, arbitrary: kind('promote', { who, approverId: who }) },
  { weight: 3, arbitrary: kind('wait', { hours: fc.constantFrom(1, 24, 72, 24 * 31) }) },
);

const needs = fc.constantFrom<'all' | 'any' | number>('all', 'any', 1);

/** How the workflow asks. */
export const anyOptions: fc.Arbitrary<{ [option: string]: Json }> = fc
  .tuple(
    fc.oneof(
      fc.record({ limitType: fc.constantFrom('approverChain', 'directApprover', 'firstQualifiedApprover') }),
      fc.constant({ approverType: 'salespersonPurchaser' }),
      fc.constant({ ...BY_GROUP }),
      fc.record({ ...constants(BY_GROUP), needs }),
    ),
    fc.record({ requesterMayApprove: fc.boolean(), commentOnReject: fc.boolean() }, { requiredKeys: [] }),
    fc.record({ onChange: fc.constantFrom('show', 'cancel', 'askAgain') }, { requiredKeys: [] }),
    fc.record(
      {
        delegateAfter: fc.constant('2D'),
        remindAfter: fc.constant('1D'),
        escalateAfter: fc.constant('4D'),
        escalateToGroup: fc.constant('G'),
        expireAfter: fc.constant('9D'),
        onExpiry: fc.constantFrom('reject', 'cancel', 'approve'),
        overdueTo: fc.constant(['approver', 'requester', 'nextApprover']),
      },
      { requiredKeys: [] },
    ),
  )
  .map((parts) => Object.assign({}, ...parts))
  .map(({ escalateAfter, escalateToGroup, expireAfter, onExpiry, ...rest }) => ({
    ...rest,
    ...(escalateAfter && { escalateAfter, ...(escalateToGroup && { escalateToGroup }) }),
    ...(expireAfter && { expireAfter, ...(onExpiry && { onExpiry }) }),
  }));

function constants(values: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fc.constant(value)]));
}

/** The number of the record that everything is about: a deleted one has a successor, a renamed one another number. */
export interface Place {
  record: number;
}

/** Lets it happen, and everything that follows from it. */
export async function perform(story: Story, place: Place, act: Act): Promise<void> {
  const record = recordOf(place);
  switch (act.kind) {
    case 'ask':
      return askFor(story, place, act);
    case 'wait':
      return story.advance({ hours: act.hours });
    case 'cancel':
      return story.tell('purchaseDocument.approvalCancelled', { record, user: act.who });
    case 'change':
      return story.tell('purchaseDocument.modified', { record, fields: act.fields });
    case 'delete':
      place.record += 1;
      return story.tell('purchaseDocument.deleted', { record });
    case 'rename':
      place.record += 1;
      return story.tell('purchaseDocument.renamed', { record: recordOf(place), formerId: record });
    default:
      await actOnPlatform(story, act);
      return story.world.settle();
  }
}

/** Somebody sends the order for approval. */
export function askFor(story: Story, place: Place, { who: user, amount }: { who: string; amount: number }) {
  return story.tell('purchaseDocument.approvalRequested', {
    record: recordOf(place),
    user,
    fields: { documentType: 'Order', status: 'Open', amount, purchaserCode: 'L' },
    lines: [{ amount }],
  });
}

function recordOf({ record }: Place): string {
  return `R${record}`;
}

type PlatformAct = Exclude<Act, { kind: 'ask' | 'wait' | 'cancel' | 'change' | 'delete' | 'rename' }>;

async function actOnPlatform(story: Story, act: PlatformAct): Promise<unknown> {
  const ports = story.world.calm;
  const actor = { userId: act.who, via: 'api', roles: [] } as const;
  const root = { userId: 'root', via: 'api', roles: ['admin'] } as const;
  switch (act.kind) {
    case 'handOver':
      return handOverDuties(ports, { company, userId: act.who, to: act.to, actor: root });
    case 'leave': {
      const input = { company, userId: act.who, actor: 'root' };
      return act.from === 'company' ? removeMember(ports, input) : removeApprovalUser(ports, input);
    }
    case 'away':
      return changeSetup(story, act.who, { substituteId: act.substituteId, absences: absenceOf(story, act.days) });
    case 'promote':
      return changeSetup(story, act.who, { approverId: act.approverId });
  }
  const entries = story.entries();
  const chosen = entries[act.entry % Math.max(1, entries.length)];
  if (!chosen) return undefined;
  const about = { company, entryId: chosen.id, actor };
  if (act.kind === 'comment') return commentEntry(ports, { ...about, text: 'Well.' });
  if (act.kind === 'reassign') return reassignEntry(ports, { ...about, approverId: act.to });
  const assignment = act.stale ? 1 : chosen.assignment;
  return decideEntry(ports, { ...about, decision: act.decision, assignment, comment: 'Because.' });
}

function absenceOf(story: Story, days: number) {
  const day = (offset: number) => new Date(story.world.clock.now() + offset * 86_400_000).toISOString().slice(0, 10);
  return days === 0 ? [] : [{ from: day(0), to: day(days) }];
}

async function changeSetup(story: Story, userId: string, change: object): Promise<unknown> {
  const { calm } = story.world;
  const before = await approvalUserItems.get(calm.store, { company, userId });
  return before && putApprovalUser(calm, { user: { ...before.value, ...change }, actor: 'root' });
}
