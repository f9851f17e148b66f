import { dealWithTimes } from '../domain/task/times.ts';
import type { UserTask } from '../domain/task/user-task.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { userTaskItems } from '../repositories/task-items.ts';
import { notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { taskNotices } from './task-notices.ts';

/** Reminds the candidates of an open task, and tells them when it is overdue. The notices and the memory of them are one write. */
export async function attendTask(
  ports: Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>,
  { company, id, runId }: UserTask,
): Promise<void> {
  const group = notificationGroup(runId);
  await retryOnConflict(ports, async () => {
    const before = await userTaskItems.get(ports.store, { company, id });
    const now = instantOf(ports.clock);
    const due = before && dealWithTimes(before.value, now);
    if (!due) return;
    const notices = taskNotices(due.task, due.occasion, now);
    await ports.store.write([
      userTaskItems.update(before, due.task),
      ...notices.map((told) => outgoingNotification({ ...told, group })),
    ]);
  });
  await relayOutbox(ports, { company, group });
}
