import type { Step } from '../../shared/domain/workflow/definition.ts';

export type StepKind = 'do' | 'when' | 'set' | 'if' | 'respond' | 'goto' | 'stop';

const KINDS: readonly StepKind[] = ['do', 'when', 'set', 'if', 'respond', 'goto', 'stop'];

/** The member that tells what kind of step it is. */
export function kindOf(step: Step): StepKind {
  return KINDS.find((kind) => kind in step) ?? 'stop';
}
