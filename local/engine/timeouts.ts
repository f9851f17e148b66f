import type { Machine } from './asl.ts';
import type { Execution, Strand } from './execution.ts';
import { MAX_EXECUTION_SECONDS, NAME_MEMORY_MILLISECONDS } from './limits.ts';

/** When the execution's time is over, in milliseconds since 1970: the machine's own limit, else the service's year. A redrive begins anew. */
export function machineTimeoutAt(
  machine: Pick<Machine, 'TimeoutSeconds'>,
  execution: Pick<Execution, 'startedAt' | 'redrivenAt'>,
): number {
  const year = Date.parse(execution.startedAt) + MAX_EXECUTION_SECONDS * 1_000;
  if (machine.TimeoutSeconds === undefined) return year;
  return Math.min(year, Date.parse(execution.redrivenAt ?? execution.startedAt) + machine.TimeoutSeconds * 1_000);
}

/** The moment at which a strand goes on without anybody asking, in milliseconds since 1970; infinity when there is none. */
export function dueAtOfStrand({ status, position }: Strand): number {
  if (status !== 'running' || !position) return Number.POSITIVE_INFINITY;
  const { waiting } = position;
  switch (waiting.kind) {
    case 'task': {
      const { timeoutAt = Number.POSITIVE_INFINITY, heartbeatAt = Number.POSITIVE_INFINITY } = waiting.task;
      return Math.min(timeoutAt, heartbeatAt);
    }
    case 'retry':
    case 'wait':
    case 'enter':
      return waiting.dueAt;
    case 'strands':
    case 'nothing':
      return Number.POSITIVE_INFINITY;
  }
}

/** The moment at which an execution needs attention: something is due in it, or, once it has ended, it is to be forgotten. */
export function dueAtOf(machine: Machine, execution: Execution, strands: Iterable<Strand>): number {
  if (execution.stoppedAt !== undefined) return Date.parse(execution.stoppedAt) + NAME_MEMORY_MILLISECONDS;
  let dueAt = machineTimeoutAt(machine, execution);
  for (const strand of strands) dueAt = Math.min(dueAt, dueAtOfStrand(strand));
  return dueAt;
}
