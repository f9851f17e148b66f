import type { Ports } from '../ports/ports.ts';
import { failuresInRowItems } from '../repositories/run-limit-items.ts';
import { MOST_FAILURES_IN_ROW } from './count-failures.ts';

/** Neither events nor the clock start a workflow. */
export interface Pause {
  /** ISO 8601 instant. */
  readonly since: string;
  readonly reason: string;
}

/** The pause of a workflow that is enabled, if it is paused. A run that succeeds ends it, and so does enabling again. */
export async function pauseOf(
  ports: Pick<Ports, 'store'>,
  { company, workflowId }: { company: string; workflowId: string },
): Promise<Pause | undefined> {
  const since = (await failuresInRowItems.get(ports.store, { company, workflowId }))?.value.pausedAt;
  if (since === undefined) return undefined;
  const reason = `It is paused since ${since}: ${MOST_FAILURES_IN_ROW} runs failed one after the other. Mend it and enable it again.`;
  return { since, reason };
}
