import type { Notification } from '../domain/notification/notification.ts';
import type { TaskOccasion } from '../domain/task/times.ts';
import type { UserTask } from '../domain/task/user-task.ts';
import type { Told } from './compose-outbox.ts';

/** What each candidate is told of a task: that it was given, or what its time has come for. */
export function taskNotices(task: UserTask, occasion: TaskOccasion | undefined, now: string): readonly Told[] {
  const { company, id, told, candidates } = task;
  const content: Notification['content'] = { kind: 'taskGiven', taskId: id, ...(occasion && { occasion }) };
  return candidates.map((userId) => ({
    company,
    id: `${occasion ?? 'given'}/${id}/${told}/${userId}`,
    to: { userId },
    content,
    now,
  }));
}
