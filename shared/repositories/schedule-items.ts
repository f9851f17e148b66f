import { defineItemType } from './item-type.ts';
import { duePartition, keyOf, ONLY } from './key-text.ts';

/** When an enabled scheduled workflow starts next. */
export interface ScheduledStart {
  readonly company: string;
  readonly workflowId: string;
  /** ISO 8601 instant. */
  readonly dueAt: string;
}

/** One for each enabled scheduled workflow; the sweep finds those that are due. */
export const scheduleItems = defineItemType<ScheduledStart, { company: string; workflowId: string }>({
  type: 'schedule',
  key: ({ company, workflowId }) => ({ partition: keyOf('schedule', company, workflowId), sort: ONLY }),
  idOf: (schedule) => schedule,
  indexes: ({ company, workflowId, dueAt }) => ({
    due: { partition: duePartition(workflowId), sort: keyOf(dueAt, 'schedule', company, workflowId) },
  }),
});
