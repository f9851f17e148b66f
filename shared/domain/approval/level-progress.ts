import type { ApprovalEntry } from './approval.ts';
import { isPending } from './approval.ts';
import type { LevelNeeds, LevelRule } from './user-group.ts';

type LevelEntry = Pick<ApprovalEntry, 'id' | 'sequence' | 'status'>;

/** With more on one level, whoever decides last could not cancel all others in one write (at most 100 changes). */
export const MOST_ON_RULED_LEVEL = 80;

/** How many approvals a level with so many entries takes. */
export function approvalsNeeded(needs: LevelNeeds, entryCount: number): number {
  if (needs === 'all') return entryCount;
  return needs === 'any' ? 1 : Math.min(needs, entryCount);
}

/**
 * The entries that nobody has to decide any more: those that still wait on a level whose rule is met. Levels without a rule wait for
 * everybody, as in Business Central.
 */
export function noLongerNeeded<Entry extends LevelEntry>(
  entries: readonly Entry[],
  rules: readonly LevelRule[],
): readonly Entry[] {
  return rules.flatMap(({ sequence, needs }) => {
    const level = entries.filter((entry) => entry.sequence === sequence && entry.status !== 'canceled');
    const approved = level.filter(({ status }) => status === 'approved').length;
    return approved > 0 && approved >= approvalsNeeded(needs, level.length) ? level.filter(isPending) : [];
  });
}
