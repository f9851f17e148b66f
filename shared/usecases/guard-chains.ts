import type { RecordEvent, Refusal, StoredEvent } from '../domain/event/event.ts';
import type { Run } from '../domain/run/run.ts';
import { consideredVersion, type EnabledWorkflow } from '../domain/workflow/workflow.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { findCausingRun } from './find-causing-run.ts';
import { loadVersion } from './load-version.ts';

/** A run that was started by what a run did that was started by what a run did, and so on: further than this nobody means it. */
export const MAX_CHAIN_DEPTH = 10;

/** Which of the workflows that an event matches may start, as far as loops are concerned, and why the others may not. */
export interface GuardedStarts {
  readonly allowed: readonly EnabledWorkflow[];
  /** Cut chains: somebody should look at them. */
  readonly refusals: readonly Refusal[];
  /** The run behind the event, where it was the last of its chain: whoever looks after its workflow is told. */
  readonly cutBehind?: Run;
  /** Workflows that do not want to hear of what they did themselves. */
  readonly ignoring: readonly { readonly workflow: EnabledWorkflow; readonly reason: string }[];
}

/**
 * Keeps workflows from starting each other without end: a chain that is too long is cut and said, and a workflow that asks for it does not hear
 * of what it did itself. Events carry in `cause` the command, and with it the run, that brought them about.
 */
export async function guardChains(
  ports: { readonly store: ItemStore },
  { event }: StoredEvent,
  matching: readonly EnabledWorkflow[],
): Promise<GuardedStarts> {
  if (event.cause === undefined || matching.length === 0) return { allowed: matching, refusals: [], ignoring: [] };
  const behind = await findCausingRun(ports, event);
  if (!behind) return { allowed: matching, refusals: [], ignoring: [] };
  if (isLastOfChain(behind)) {
    const reason = `The event comes from run ${behind.id} of ${behind.workflow}, which is the ${MAX_CHAIN_DEPTH}th run in a chain of runs that started each other. It was cut here.`;
    const refusals = matching.map((workflow) => consideredVersion(workflow, reason));
    return { allowed: [], refusals, cutBehind: behind, ignoring: [] };
  }
  const own = matching.filter(({ workflowId }) => workflowId === behind.workflowId);
  const deaf = new Set<EnabledWorkflow>();
  for (const workflow of own) {
    const { definition } = await loadVersion(ports, { company: event.company, ...workflow });
    // An approved value that is applied is no new change to approve (domain 4.9).
    const isDeaf = 'event' in definition.on && (definition.on.ignoreOwn ?? definition.kind === 'approval');
    if (isDeaf) deaf.add(workflow);
  }
  const reason = `Run ${behind.id} of the same workflow brought the event about, and the workflow ignores its own.`;
  return {
    allowed: matching.filter((workflow) => !deaf.has(workflow)),
    refusals: [],
    ignoring: [...deaf].map((workflow) => ({ workflow, reason })),
  };
}

/** How many runs stand in the chain that an event would add to. */
export async function chainDepthFor(
  ports: { readonly store: ItemStore },
  event: Pick<RecordEvent, 'company' | 'cause'>,
): Promise<number> {
  const behind = await findCausingRun(ports, event);
  return behind ? chainDepthOf(behind) + 1 : 1;
}

/** True for the last run of a chain: what it does starts no other one. */
export function isLastOfChain(run: Pick<Run, 'chainDepth'>): boolean {
  return chainDepthOf(run) >= MAX_CHAIN_DEPTH;
}

function chainDepthOf({ chainDepth = 1 }: Pick<Run, 'chainDepth'>): number {
  return chainDepth;
}
