import type { ApprovalUser } from './approval.ts';
import { type LimitKind, limitOf } from './approver-limits.ts';

type Kind = Exclude<LimitKind, 'none'>;
const KINDS: readonly Kind[] = ['sales', 'purchase', 'request'];

/** One thing in the approval user setup that would keep a request from being approved. */
export interface SetupFinding {
  /** Which chain. */
  readonly kind: Kind;
  readonly code: 'nobody-unlimited' | 'limit-not-higher' | 'chain-ends' | 'circle' | 'approver-missing';
  readonly userId?: string;
  readonly detail: string;
}

/**
 * Business Central's report "Approval User Setup Test": each next approver has a higher limit, somebody is unlimited, nobody is the own
 * approver, directly or in a circle (domain 4.1).
 */
export function testApprovalSetup(users: readonly ApprovalUser[]): readonly SetupFinding[] {
  return KINDS.flatMap((kind) => [
    ...(users.some((user) => limitOf(user, kind).unlimited)
      ? []
      : [{ kind, code: 'nobody-unlimited', detail: `Nobody may approve ${kind} of any amount.` } as const]),
    ...users.flatMap((user) => findingOf(user, kind, users) ?? []),
  ]);
}

function findingOf(user: ApprovalUser, kind: Kind, users: readonly ApprovalUser[]): SetupFinding | undefined {
  const { userId, approverId } = user;
  const own = limitOf(user, kind);
  if (own.unlimited) return undefined;
  if (!approverId) {
    return { kind, code: 'chain-ends', userId, detail: `${userId} is limited for ${kind} and has no "approverId".` };
  }
  const approver = users.find((candidate) => candidate.userId === approverId);
  if (!approver) {
    const detail = `"approverId" of ${userId} names ${approverId}, who is not in the approval user setup.`;
    return { kind, code: 'approver-missing', userId, detail };
  }
  const circle = circleFrom(user, users);
  if (circle) return { kind, code: 'circle', userId, detail: `The chain runs in a circle: ${circle.join(' > ')}.` };
  const next = limitOf(approver, kind);
  if (next.unlimited || next.limit > own.limit) return undefined;
  const detail = `${approverId}, the approver of ${userId}, has a limit for ${kind} of ${next.limit}, which is not higher than ${own.limit}.`;
  return { kind, code: 'limit-not-higher', userId, detail };
}

/** The way up from a user back to that user. */
function circleFrom(user: ApprovalUser, users: readonly ApprovalUser[]): readonly string[] | undefined {
  const way = [user.userId];
  for (let next = user.approverId; next !== undefined; ) {
    if (next === user.userId) return [...way, next];
    if (way.includes(next)) return undefined;
    way.push(next);
    const above: string = next;
    next = users.find(({ userId }) => userId === above)?.approverId;
  }
  return undefined;
}
