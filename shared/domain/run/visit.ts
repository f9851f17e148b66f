/**
 * Which time a step is done in a run, as the compiled machine counts: a number, and inside branches a text of numbers with the visit and the
 * item or branch of everything around before it (`4:2:0`).
 */
export type Visit = number | string;

/** The form of a visit inside a branch. */
export const BRANCH_VISIT = /^\d{1,10}(:\d{1,10})+$/;

/** True for visits in the same branch, and item, of the run: only the count inside of it may differ. */
export function areInSameBranch(left: Visit, right: Visit): boolean {
  return visitNumbers(left).slice(0, -1).join(':') === visitNumbers(right).slice(0, -1).join(':');
}

/** The numbers of a visit, the outermost first. */
export function visitNumbers(visit: Visit): readonly number[] {
  return String(visit).split(':').map(Number);
}
