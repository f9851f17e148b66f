import type { Step } from './definition.ts';

/** The members that tell the kind of a step, in the order of the language's description. */
export const STEP_KINDS = [
  'do',
  'when',
  'approve',
  'task',
  'if',
  'switch',
  'forEach',
  'parallel',
  'wait',
  'try',
  'set',
  'respond',
  'run',
  'goto',
  'stop',
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

/** The member that tells what kind of step it is. */
export function kindOf(step: Step): StepKind {
  return STEP_KINDS.find((kind) => kind in step) ?? 'stop';
}

/** True for steps at which a run can stand for longer than a call takes. */
export function isWaiting(step: Step): boolean {
  return ['when', 'approve', 'task', 'wait', 'run'].includes(kindOf(step));
}
