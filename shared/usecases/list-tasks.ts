import type { Caller } from '../domain/company/caller.ts';
import { maySeeTask, seesAllEntries } from '../domain/company/visibility.ts';
import type { UserTask, UserTaskStatus } from '../domain/task/user-task.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { keyOf } from '../repositories/key-text.ts';
import {
  type TaskCandidate,
  taskCandidateItems,
  taskPhaseOf,
  tasksOfCandidate,
  tasksOfCompany,
  tasksOfRun,
  userTaskItems,
} from '../repositories/task-items.ts';
import { type ListPage, type PageRequest, type PartitionQuery, readPage } from './read-page.ts';

export interface TaskFilter {
  readonly assignee?: string;
  readonly status?: UserTaskStatus;
  readonly run?: string;
}

interface Question {
  readonly caller: Caller;
  readonly filter: TaskFilter;
}

/** One page of the tasks that the caller may see, newest first. */
export async function listTasks(
  ports: { store: ItemStore },
  question: Question,
  page: PageRequest,
): Promise<ListPage<UserTask>> {
  const { caller, filter } = question;
  const keep = (task: UserTask): boolean => maySeeTask(caller, task) && matches(task, filter);
  if (filter.run !== undefined) {
    const partitions = [tasksOfRun({ company: caller.company, runId: filter.run })];
    return readPage(ports, { type: userTaskItems, partitions, keep }, page);
  }
  const person = filter.assignee ?? (seesAllEntries(caller) ? undefined : caller.userId);
  if (person !== undefined) return tasksFor(ports, person, { ...question, keep }, page);
  const all: PartitionQuery = { index: 'lists', partition: tasksOfCompany(caller.company), order: 'descending' };
  return readPage(ports, { type: userTaskItems, partitions: [all], keep }, page);
}

async function tasksFor(
  ports: { store: ItemStore },
  userId: string,
  { caller, filter, keep }: Question & { keep(task: UserTask): boolean },
  page: PageRequest,
): Promise<ListPage<UserTask>> {
  const { status } = filter;
  const found = new Map<string, UserTask>();
  const partition: PartitionQuery = {
    index: 'lists',
    partition: tasksOfCandidate(caller.company, userId),
    order: 'descending',
    ...(status !== undefined && { range: { beginsWith: keyOf(taskPhaseOf(status), '') } }),
  };
  const keepListed = async ({ company, taskId }: TaskCandidate): Promise<boolean> => {
    const task = await userTaskItems.get(ports.store, { company, id: taskId });
    if (!task || !keep(task.value)) return false;
    found.set(taskId, task.value);
    return true;
  };
  const { items, next } = await readPage(
    ports,
    { type: taskCandidateItems, partitions: [partition], keep: keepListed },
    page,
  );
  const tasks = items.flatMap(({ taskId }) => found.get(taskId) ?? []);
  return { items: tasks, ...(next !== undefined && { next }) };
}

function matches(task: UserTask, { assignee, status }: TaskFilter): boolean {
  return (
    (assignee === undefined || task.candidates.includes(assignee)) && (status === undefined || task.status === status)
  );
}

/** A task that the caller may see. */
export async function getTask(ports: { store: ItemStore }, caller: Caller, id: string): Promise<UserTask | undefined> {
  const task = await userTaskItems.get(ports.store, { company: caller.company, id });
  return task && maySeeTask(caller, task.value) ? task.value : undefined;
}
