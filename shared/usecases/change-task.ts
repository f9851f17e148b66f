import type { UserTask } from '../domain/task/user-task.ts';
import type { Change, ItemStore } from '../ports/item-store.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { findCandidates, taskCandidateItems, userTaskItems } from '../repositories/task-items.ts';

/** A task that becomes open or ends, with the items that list it under its candidates: one write. */
export async function changesOfTask(
  ports: { store: ItemStore },
  before: Versioned<UserTask>,
  task: UserTask,
): Promise<readonly Change[]> {
  const candidates = await findCandidates(ports.store, task);
  return [
    userTaskItems.update(before, task),
    ...candidates.map((listed) => taskCandidateItems.update(listed, { ...listed.value, status: task.status })),
  ];
}
