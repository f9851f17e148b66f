import type { UserTask } from './user-task.ts';

/** What the candidates are told when its time has come. */
export type TaskOccasion = 'reminder' | 'overdue';

interface TaskMoment {
  readonly at: string;
  readonly occasion: TaskOccasion;
}

/** The moments at which the candidates of an open task are told, earliest first. */
function momentsOf({ remindAt, dueAt }: UserTask): readonly TaskMoment[] {
  const moments: TaskMoment[] = [
    ...remindAt.map((at) => ({ at, occasion: 'reminder' as const })),
    ...(dueAt === undefined ? [] : [{ at: dueAt, occasion: 'overdue' as const }]),
  ];
  return moments.toSorted((left, right) => left.at.localeCompare(right.at));
}

/** When somebody must look after the task next; undefined where nothing more happens by itself. */
export function nextMomentOf(task: UserTask): string | undefined {
  return task.status === 'open' ? momentsOf(task)[task.told]?.at : undefined;
}

/**
 * What the candidates are told now, and the task after it; undefined while it is too early. Of several moments that were missed people hear once:
 * that it is overdue, where it is.
 */
export function dealWithTimes(task: UserTask, now: string): { occasion: TaskOccasion; task: UserTask } | undefined {
  if (task.status !== 'open') return undefined;
  const passed = momentsOf(task).filter(({ at }) => at <= now);
  const missed = passed.slice(task.told);
  if (missed.length === 0) return undefined;
  const occasion = missed.some((moment) => moment.occasion === 'overdue') ? 'overdue' : 'reminder';
  return { occasion, task: { ...task, told: passed.length } };
}
