import type { Machine } from './asl.ts';
import type { Execution } from './execution.ts';
import { MAX_EXECUTION_SECONDS } from './limits.ts';

/** When the execution's time is over, in milliseconds since 1970: the machine's own limit, else the service's year. */
export function machineTimeoutAt(
  machine: Pick<Machine, 'TimeoutSeconds'>,
  execution: Pick<Execution, 'startedAt'>,
): number {
  return Date.parse(execution.startedAt) + (machine.TimeoutSeconds ?? MAX_EXECUTION_SECONDS) * 1_000;
}
