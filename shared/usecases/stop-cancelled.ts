import { RUN_CANCELLED } from '../domain/run/error-names.ts';
import type { Run } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import { ExecutionDoesNotExistError } from '../ports/state-machines.ts';

/** Why an execution ends that somebody cancelled. */
export function causeOfCancelling(actor: string): string {
  return `Cancelled by ${actor}.`;
}

/** Stops the execution of a run that somebody cancelled. @returns false where it has none: it has not begun. */
export async function stopCancelled(
  ports: Pick<Ports, 'machines'>,
  { executionArn }: Pick<Run, 'executionArn'>,
  actor: string,
): Promise<boolean> {
  if (executionArn === undefined) return false;
  try {
    await ports.machines.stop({ executionArn, error: RUN_CANCELLED, cause: causeOfCancelling(actor) });
    return true;
  } catch (error) {
    if (error instanceof ExecutionDoesNotExistError) return false;
    throw error;
  }
}
