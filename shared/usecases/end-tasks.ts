import type { ActionRecord } from '../domain/run/run.ts';
import type { UserTask } from '../domain/task/user-task.ts';
import type { Ports } from '../ports/ports.ts';
import { findTasks } from '../repositories/task-items.ts';
import { changesOfTask } from './change-task.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type TaskPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** The one action that gives tasks. A task and the memory of this action are one write, so where it is not remembered there is no task. */
const GIVING_ACTION = 'tasks.assign';

/** A run that has ended waits for nobody: its open tasks are cancelled, which are looked for where it gave any. May be repeated. */
export async function cancelOpenTasks(
  ports: TaskPorts,
  run: { company: string; runId: string },
  actions: readonly ActionRecord[],
): Promise<void> {
  if (!actions.some(({ action }) => action === GIVING_ACTION)) return;
  await changeAll(ports, run, (task) =>
    task.status === 'open' ? { ...task, status: 'cancelled', cancelledBy: 'endOfRun' } : undefined,
  );
}

/** A run that is retried waits again for what its end had cancelled. May be repeated. */
export function openCancelledTasks(ports: TaskPorts, run: { company: string; runId: string }): Promise<void> {
  return changeAll(ports, run, ({ cancelledBy, ...task }) =>
    cancelledBy === 'endOfRun' ? { ...task, status: 'open' } : undefined,
  );
}

/** Each task has a write of its own: one write holds only so many items. */
async function changeAll(
  ports: TaskPorts,
  run: { company: string; runId: string },
  change: (task: UserTask) => UserTask | undefined,
): Promise<void> {
  await retryOnConflict(ports, async () => {
    for (const before of await findTasks(ports.store, run)) {
      const task = change(before.value);
      if (task) await ports.store.write(await changesOfTask(ports, before, task));
    }
  });
}
