import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import { type Clock, instantOf } from '../ports/clock.ts';
import type { Change, ItemStore } from '../ports/item-store.ts';
import { scheduleItems } from '../repositories/schedule-items.ts';
import { nextScheduledStart } from './next-scheduled-start.ts';

/** The changes that make the sweep start `to` by its clock in place of `from`; without `to` it starts no more. */
export async function changesOfSchedule(
  ports: { readonly store: ItemStore; readonly clock: Clock },
  from: WorkflowVersion | undefined,
  to: WorkflowVersion | undefined,
): Promise<readonly Change[]> {
  const version = to ?? from;
  if (!version) return [];
  const { company, workflowId } = version;
  const dueAt = to && nextScheduledStart(to.definition, instantOf(ports.clock));
  if (!dueAt && (!from || !('schedule' in from.definition.on))) return [];
  const before = await scheduleItems.get(ports.store, { company, workflowId });
  if (dueAt) return [scheduleItems.save(before, { company, workflowId, dueAt })];
  return before ? [scheduleItems.remove(before)] : [];
}
