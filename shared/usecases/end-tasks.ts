import type { UserTask } from '../domain/task/user-task.ts';
import type { Ports } from '../ports/ports.ts';
import { findTasks } from '../repositories/task-items.ts';
import { changesOfTask } from './change-task.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type TaskPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** A run that has ended waits for nobody: its open tasks are cancelled. May be repeated. */
export function cancelOpenTasks(ports: TaskPorts, run: { company: string; runId: string }): Promise<void> {
  return changeAll(ports, run, (task) =>
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
