import type { StateMachines } from '../../ports/state-machines.ts';
import { lazily } from '../lazy/lazily.ts';

/** State machines in Step Functions, for functions that mostly read. */
export function createLazySfnStateMachines(): StateMachines {
  return lazily(async () => {
    const { openSfnStateMachines } = await import('./open-sfn-state-machines.ts');
    return openSfnStateMachines();
  });
}
