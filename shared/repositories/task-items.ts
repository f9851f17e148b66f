import { digestOf } from '../domain/run/run-id.ts';
import type { Visit } from '../domain/run/visit.ts';
import { nextMomentOf } from '../domain/task/times.ts';
import type { UserTask, UserTaskStatus } from '../domain/task/user-task.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { defineItemType, type Versioned } from './item-type.ts';
import { duePartition, keyOf } from './key-text.ts';

const TASK_SORT_PREFIX = 'task#';
const NAME_LENGTH = 20;

/** The tasks of a run lie in one partition, so that its end sees all of them in one consistent read. */
export const userTaskItems = defineItemType<UserTask, { company: string; id: string }>({
  type: 'userTask',
  key: ({ company, id }) => {
    const { runId, name } = partsOfTaskId(id);
    return { partition: tasksOfRun({ company, runId }).partition, sort: `${TASK_SORT_PREFIX}${name}` };
  },
  idOf: (task) => task,
  indexes: (task) => {
    const at = nextMomentOf(task);
    return {
      lists: { partition: tasksOfCompany(task.company), sort: keyOf(task.createdAt, task.id) },
      ...(at !== undefined && {
        due: { partition: duePartition(task.id), sort: keyOf(at, 'userTask', task.company, task.id) },
      }),
    };
  },
});

/** Lists a task under one of its candidates. */
export interface TaskCandidate {
  readonly company: string;
  readonly taskId: string;
  readonly userId: string;
  readonly status: UserTaskStatus;
  readonly createdAt: string;
}

export const taskCandidateItems = defineItemType<TaskCandidate, Pick<TaskCandidate, 'company' | 'taskId' | 'userId'>>({
  type: 'userTask',
  key: ({ company, taskId, userId }) => {
    const { runId, name } = partsOfTaskId(taskId);
    return { partition: tasksOfRun({ company, runId }).partition, sort: keyOf('candidate', name, userId) };
  },
  idOf: (candidate) => candidate,
  indexes: ({ company, taskId, userId, status, createdAt }) => ({
    lists: {
      partition: tasksOfCandidate(company, userId),
      sort: keyOf(taskPhaseOf(status), createdAt, taskId),
    },
  }),
});

/** The id of the task that a step gave at a visit: the same however often it is tried. */
export function taskIdOf(place: { runId: string; step: string; visit: Visit }): string {
  return `${place.runId}.${digestOf(place.step, String(place.visit)).slice(0, NAME_LENGTH)}`;
}

function partsOfTaskId(id: string): { runId: string; name: string } {
  const dot = id.lastIndexOf('.');
  return { runId: id.slice(0, dot), name: id.slice(dot + 1) };
}

/** The base partition of the tasks of a run. */
export function tasksOfRun({ company, runId }: { company: string; runId: string }) {
  return {
    index: 'base' as const,
    partition: keyOf('userTask', company, runId),
    range: { beginsWith: TASK_SORT_PREFIX },
  };
}

/** The `lists` partition of a company's tasks. */
export function tasksOfCompany(company: string): string {
  return keyOf('tasks', company);
}

/** The `lists` partition of what one person may do. */
export function tasksOfCandidate(company: string, userId: string): string {
  return keyOf('tasksOfCandidate', company, userId);
}

/** What the sort keys of a candidate's tasks start with: what is open apart from what has ended, which becomes much. */
export function taskPhaseOf(status: UserTaskStatus): 'open' | 'ended' {
  return status === 'open' ? 'open' : 'ended';
}

/** All tasks of a run, read consistently. */
export function findTasks(
  store: ItemStore,
  run: { company: string; runId: string },
): Promise<readonly Versioned<UserTask>[]> {
  return userTaskItems.queryAll(store, tasksOfRun(run));
}

/** The items that list a task under its candidates, read consistently. */
export function findCandidates(
  store: ItemStore,
  { company, id }: Pick<UserTask, 'company' | 'id'>,
): Promise<readonly Versioned<TaskCandidate>[]> {
  const { runId, name } = partsOfTaskId(id);
  const range = { beginsWith: keyOf('candidate', name, '') };
  return taskCandidateItems.queryAll(store, { ...tasksOfRun({ company, runId }), range });
}
