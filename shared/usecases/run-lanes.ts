import { PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import type { Run } from '../domain/run/run.ts';
import { LANE_OF_ALL } from '../domain/workflow/run-limits.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { runItems } from '../repositories/run-items.ts';
import { type LaneId, laneItems, laneWaitItems, waitsOfLane } from '../repositories/run-limit-items.ts';
import { outgoingEvent } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** Takes a place in a lane, or waits for one. The lane is written either way: who leaves it sees everybody who waits. */
export async function enterLane(
  ports: Pick<Ports, 'store' | 'clock'>,
  entering: { run: Run; lane: string; atOnce: number; commandId: string },
): Promise<{ entered: boolean; changes: readonly Change[] }> {
  const { run, lane, atOnce, commandId } = entering;
  const id: LaneId = { company: run.company, workflowId: run.workflowId, lane };
  const before = await laneItems.get(ports.store, id);
  const runIds = before?.value.runIds ?? [];
  const entered = runIds.length < atOnce;
  const stored = await runItems.get(ports.store, run);
  const lanes = [...(stored?.value.lanes ?? []), lane];
  const since = instantOf(ports.clock);
  return {
    entered,
    changes: [
      laneItems.save(before, { ...id, runIds: entered ? [...runIds, run.id] : runIds }),
      ...(stored ? [runItems.update(stored, { ...stored.value, lanes })] : []),
      ...(entered ? [] : [laneWaitItems.create({ ...id, runId: run.id, commandId, atOnce, since })]),
    ],
  };
}

/**
 * Takes the places that a run had before it ended, for it goes on.
 *
 * @param atOnce how many runs the lane of all takes.
 * @returns the changes, or the run that has a place now which can not be shared.
 */
export async function takeLanesAgain(
  ports: Pick<Ports, 'store'>,
  { company, workflowId, id, lanes = [] }: Run,
  atOnce: number,
): Promise<{ readonly changes: readonly Change[] } | { readonly takenBy: string }> {
  const changes: Change[] = [];
  for (const lane of lanes) {
    const before = await laneItems.get(ports.store, { company, workflowId, lane });
    const others = (before?.value.runIds ?? []).filter((runId) => runId !== id);
    const takenBy = others.at(-(lane === LANE_OF_ALL ? atOnce : 1));
    if (takenBy !== undefined) return { takenBy };
    changes.push(laneItems.save(before, { company, workflowId, lane, runIds: [...others, id] }));
  }
  return { changes };
}

/** Gives up the places of a run that ended, and tells those whose turn it is. May be repeated. */
export async function leaveLanes(ports: Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>, run: Run): Promise<void> {
  for (const lane of run.lanes ?? []) {
    const told = await retryOnConflict(ports, () => leaveLane(ports, run, lane));
    for (const runId of told) await relayOutbox(ports, { company: run.company, group: turnGroup(runId) });
  }
}

/** Answers the runs whose turn it is. */
async function leaveLane(ports: Pick<Ports, 'store' | 'clock'>, run: Run, lane: string): Promise<readonly string[]> {
  const id: LaneId = { company: run.company, workflowId: run.workflowId, lane };
  const before = await laneItems.get(ports.store, id);
  if (!before) return [];
  const waits = await laneWaitItems.queryAll(ports.store, { index: 'base', partition: waitsOfLane(id) });
  const own = waits.filter(({ value }) => value.runId === run.id);
  const others = waits.filter(({ value }) => value.runId !== run.id);
  const staying = before.value.runIds.filter((runId) => runId !== run.id);
  const free = Math.max(0, (others[0]?.value.atOnce ?? 0) - staying.length);
  const turns = others.slice(0, Math.min(free, MAX_TURNS));
  if (own.length === 0 && turns.length === 0 && staying.length === before.value.runIds.length) return [];
  const runIds = [...staying, ...turns.map(({ value }) => value.runId)];
  const now = instantOf(ports.clock);
  await ports.store.write([
    runIds.length === 0 && others.length === 0
      ? laneItems.remove(before)
      : laneItems.update(before, { ...before.value, runIds }),
    ...[...own, ...turns].map((wait) => laneWaitItems.remove(wait)),
    ...turns.map(({ value }) => turnOf(run, value, now)),
  ]);
  return turns.map(({ value }) => value.runId);
}

/** So many turns fit into one write. */
const MAX_TURNS = 20;

/** As a source reports that a command is done. */
function turnOf(run: Run, { runId, commandId }: { runId: string; commandId: string }, now: string): Change {
  const event: RecordEvent = {
    company: run.company,
    source: PLATFORM_SOURCE,
    id: `turn-${commandId}`,
    type: 'command.completed',
    time: now,
    receivedAt: now,
    cause: commandId,
    runId,
    record: { ...run.record, fields: {} },
  };
  return outgoingEvent({ event, group: turnGroup(runId), order: event.id });
}

function turnGroup(runId: string): string {
  return `${runId}-turn`;
}
