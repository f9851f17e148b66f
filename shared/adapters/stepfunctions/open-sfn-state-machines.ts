import type { StateMachines } from '../../ports/state-machines.ts';
import { createSfnClient } from './sfn-client.ts';
import { createSfnStateMachines } from './sfn-state-machines.ts';

/** State machines in Step Functions, with a client of their own. */
export function openSfnStateMachines(): StateMachines {
  return createSfnStateMachines({ client: createSfnClient() });
}
