import type { Step } from '../../shared/domain/workflow/definition.ts';

/** In the order in which they are looked for. */
const KINDS = [
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

export type StepKind = (typeof KINDS)[number];

/** The member that tells what kind of step it is. */
export function kindOf(step: Step): StepKind {
  return KINDS.find((kind) => kind in step) ?? 'stop';
}

/** True for steps at which a run can stand for longer than a call takes. */
export function isWaiting(step: Step): boolean {
  return ['when', 'approve', 'task', 'wait', 'run'].includes(kindOf(step));
}
