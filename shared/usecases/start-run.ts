import type { ExecutionInput } from '../contracts/execution-input.ts';
import type { PlannedStart, StoredEvent } from '../domain/event/event.ts';
import { eventView, recordView } from '../domain/run/execution-view.ts';
import { isOpenRun, type Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { ExecutionAlreadyExistsError } from '../ports/state-machines.ts';
import type { Creation, Versioned } from '../repositories/item-type.ts';
import { runItems } from '../repositories/run-items.ts';
import { changeItem } from './change-item.ts';
import { loadVersion } from './load-version.ts';
import { openingOf } from './open-runs.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type StartPorts = Pick<Ports, 'store' | 'machines' | 'clock' | 'ids'>;

/** `isNew`: nobody can have made the run before. Where somebody may have, it is looked for first: what an ended run left is not made again. */
type StartOfRun = PlannedStart & { readonly isNew: boolean };

/** Starts the execution of a planned run. The execution's name is the run's id, so however often this is repeated, one execution runs. */
export async function startRun(ports: StartPorts, stored: StoredEvent, start: StartOfRun): Promise<void> {
  const run = await openedRun(ports, stored, start);
  if (run.value.status !== 'starting') return;
  const version = await loadVersion(ports, run.value);
  const executionArn = await startExecution(ports, { run: run.value, stored, machine: version.stateMachineVersionArn });
  await changeItem(ports, runItems, { id: run.value, known: run }, (value): Run | undefined =>
    value.status === 'starting' ? { ...value, status: 'running', executionArn } : undefined,
  );
}

/** The run with its items. It comes last of them, so where it is there, they were. */
async function openedRun(ports: StartPorts, stored: StoredEvent, start: StartOfRun): Promise<Versioned<Run>> {
  const { run, beside } = await openingOf(ports, { stored, start, now: instantOf(ports.clock) });
  let { isNew } = start;
  return retryOnConflict(ports, async () => {
    const known = isNew ? undefined : await runItems.get(ports.store, run);
    if (known && !isOpenRun(known.value)) await removeLate(ports, beside);
    if (known) return known;
    const missing = isNew ? beside : await changesToCome(ports, beside);
    isNew = false;
    await ports.store.writeInOrder([...missing, runItems.create(run)]);
    return { value: run, version: 1 };
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
): Promise<string> {
  const { run, stored, machine } = execution;
  try {
    const input = executionInputOf(run, stored, machine);
    return (await ports.machines.start({ stateMachineArn: machine, name: run.id, input })).executionArn;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExistsError) return executionArnOf(machine, run.id);
    throw error;
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

/** Executions have the ARN of their machine with another type, without the version, and with their own name behind it. */
function executionArnOf(stateMachineVersionArn: string, name: string): string {
  const [arn, partition, service, region, account, , machine] = stateMachineVersionArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, name].join(':');
}
