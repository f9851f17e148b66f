import type { Inbox } from '../domain/run/inbox.ts';
import { isOpenRun, type Run } from '../domain/run/run.ts';
import type { RunStory } from '../domain/run/story.ts';
import type { Ports } from '../ports/ports.ts';
import { inboxItems, runItems } from '../repositories/run-items.ts';
import { hasBegun } from './has-begun.ts';
import { stepsOf } from './keep-story.ts';
import { isParked } from './retry-run.ts';

/** Everything that happened in a run, or undefined when the company has no run with this id. */
export async function tellRun(
  ports: Pick<Ports, 'store' | 'machines' | 'blobs'>,
  id: { company: string; runId: string },
): Promise<RunStory | undefined> {
  const run = (await runItems.get(ports.store, { company: id.company, id: id.runId }))?.value;
  if (!run) return undefined;
  const inbox = isOpenRun(run) ? (await inboxItems.get(ports.store, id))?.value : undefined;
  const parked = inbox?.waits.find(isParked);
  const { workflow, version, record, event, requestedBy, startedAt, endedAt, error, response } = run;
  return {
    id: run.id,
    workflow,
    version,
    status: await visibleStatus(ports, run, inbox),
    record,
    event,
    ...(requestedBy !== undefined && { requestedBy }),
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(error && { error }),
    ...(parked?.parked && {
      parked: { step: parked.step, action: parked.parked.action, message: parked.parked.message },
    }),
    ...(response && { response }),
    steps: await stepsOf(ports, run),
  };
}

/** An open run whose inbox holds a wait that nothing has ended is `waiting`, another one that has begun is `running`. */
export async function visibleStatus(
  ports: Pick<Ports, 'store'>,
  run: Run,
  inbox: Inbox | undefined,
): Promise<RunStory['status']> {
  if (!isOpenRun(run)) return run.status;
  if (inbox?.waits.some((wait) => !wait.claim)) return 'waiting';
  return (await hasBegun(ports, run)) ? 'running' : run.status;
}
