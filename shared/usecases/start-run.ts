import type { ExecutionInput } from '../contracts/execution-input.ts';
import type { PlannedStart, StoredEvent } from '../domain/event/event.ts';
import { executionArnOf } from '../domain/run/execution-arn.ts';
import { eventView, recordView } from '../domain/run/execution-view.ts';
import { isOpenRun, type Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { ExecutionAlreadyExistsError } from '../ports/state-machines.ts';
import type { Creation } from '../repositories/item-type.ts';
import { runItems } from '../repositories/run-items.ts';
import { loadVersion } from './load-version.ts';
import { openingOf } from './open-runs.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { stopCancelled } from './stop-cancelled.ts';

type StartPorts = Pick<Ports, 'store' | 'machines' | 'clock' | 'ids'>;

/**
 * Starts the execution of a planned run. The execution's name is the run's id, so however often this is repeated, one execution runs.
 *
 * @param made the run, where it was made just now. Where it may have been made before, it is looked for: what an ended run left is not made again.
 */
export async function startRun(ports: StartPorts, stored: StoredEvent, start: PlannedStart, made?: Run): Promise<void> {
  const run = made ?? (await openedRun(ports, stored, start));
  if (run.status === 'starting') {
    const { stateMachineVersionArn: machine } = await loadVersion(ports, run);
    await startExecution(ports, { run, stored, machine });
    if (run.executionArn === undefined) await nameExecution(ports, run, machine);
  }
  await heedCancelling(ports, run);
}

/** Who cancels a run in the moment in which it begins has found no execution to stop. */
async function heedCancelling(ports: StartPorts, { company, id }: Run): Promise<void> {
  const run = (await runItems.get(ports.store, { company, id }))?.value;
  if (run?.cancelledBy !== undefined) await stopCancelled(ports, run, run.cancelledBy);
}

/** Runs that earlier releases have made do not know their execution beforehand. */
async function nameExecution(ports: StartPorts, run: Run, machine: string): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before = await runItems.get(ports.store, run);
    if (before?.value.status !== 'starting' || before.value.executionArn !== undefined) return;
    const named: Run = { ...before.value, status: 'running', executionArn: executionArnOf(machine, run.id) };
    await ports.store.write([runItems.update(before, named)]);
  });
}

/** The run with its items. It comes last of them, so where it is there, they were. */
async function openedRun(ports: StartPorts, stored: StoredEvent, start: PlannedStart): Promise<Run> {
  const { run, beside } = await openingOf(ports, { stored, start, now: instantOf(ports.clock) });
  return retryOnConflict(ports, async () => {
    const known = (await runItems.get(ports.store, run))?.value;
    if (known && !isOpenRun(known)) await removeLate(ports, beside);
    if (known) return known;
    await ports.store.writeInOrder([...(await changesToCome(ports, beside)), runItems.create(run)]);
    return run;
  });
}

/** A repetition that comes when the run is over has made its items once more: nobody else would take them away. */
async function removeLate(ports: StartPorts, beside: readonly Creation[]): Promise<void> {
  const late = await Promise.all(beside.map(({ item }) => ports.store.get(item.key)));
  const removals = late.flatMap((item): Change[] =>
    item ? [{ kind: 'delete', key: item.key, expect: { version: item.version } }] : [],
  );
  if (removals.length > 0) await ports.store.write(removals);
}

async function changesToCome(ports: StartPorts, changes: readonly Creation[]): Promise<readonly Creation[]> {
  const there = await Promise.all(changes.map(({ item }) => ports.store.get(item.key)));
  return changes.filter((_, index) => !there[index]);
}

async function startExecution(
  ports: StartPorts,
  execution: { run: Run; stored: StoredEvent; machine: string },
): Promise<void> {
  const { run, stored, machine } = execution;
  try {
    const input = executionInputOf(run, stored, machine);
    await ports.machines.start({ stateMachineArn: machine, name: run.id, input });
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExistsError)) throw error;
  }
}

function executionInputOf(run: Run, stored: StoredEvent, machine: string): ExecutionInput {
  return {
    run: {
      id: run.id,
      company: run.company,
      workflow: run.workflow,
      version: run.version,
      ...(run.requestedBy !== undefined && { requestedBy: run.requestedBy }),
      startedAt: run.startedAt,
    },
    event: eventView(stored),
    record: recordView(stored),
    inputs: run.inputs ?? {},
    machine,
  };
}
