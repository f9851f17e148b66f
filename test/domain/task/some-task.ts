import type { UserTask } from '../../../shared/domain/task/user-task.ts';

/** An open task of `anna` and `bert`, given at 8:00. */
export function someTask(more: Partial<UserTask> = {}): UserTask {
  return {
    company: 'c',
    id: 'run-1.t',
    runId: 'run-1',
    workflow: 'W',
    step: 'count',
    visit: 1,
    record: { company: 'c', source: 'erp', entity: 'item', id: 'i1' },
    title: 'Count',
    candidates: ['anna', 'bert'],
    status: 'open',
    createdAt: '2026-03-02T08:00:00.000Z',
    remindAt: [],
    told: 0,
    ...more,
  };
}
