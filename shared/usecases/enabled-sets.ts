import { canonicalEvent } from '../domain/event/business-central-events.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import { DEFAULT_PRIORITY } from '../domain/workflow/overlaps.ts';
import type { EnabledSet, EnabledWorkflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { Change, ItemStore } from '../ports/item-store.ts';
import { enabledSetItems, INSTANT, SCHEDULE } from '../repositories/workflow-items.ts';

/**
 * The changes that make `to` the enabled version of its workflow in place of `from`; without `to` the workflow is enabled no more. A set
 * that became empty stays: a new one would start at the first version again, and an old reader could overwrite it.
 */
export async function changesOfEnabledSets(
  ports: { store: ItemStore },
  from: WorkflowVersion | undefined,
  to: WorkflowVersion | undefined,
): Promise<readonly Change[]> {
  const company = (from ?? to)?.company ?? '';
  const workflowId = (from ?? to)?.workflowId;
  const events = new Set([from, to].flatMap((version) => (version ? [triggerOf(version.definition)] : [])));
  return Promise.all(
    [...events].map(async (event) => {
      const before = await enabledSetItems.get(ports.store, { company, event });
      const others = (before?.value.workflows ?? []).filter((workflow) => workflow.workflowId !== workflowId);
      const own = to && triggerOf(to.definition) === event ? [enabledOf(to)] : [];
      const set: EnabledSet = { company, event, workflows: [...others, ...own] };
      return enabledSetItems.save(before, set);
    }),
  );
}

/** The event under which a workflow is enabled, in our words. */
export function triggerOf({ on }: Pick<WorkflowDefinition, 'on'>): string {
  if ('event' in on) return canonicalEvent(on.event);
  return 'schedule' in on ? SCHEDULE : INSTANT;
}

function enabledOf({ workflowId, code, version, definition }: WorkflowVersion): EnabledWorkflow {
  return { workflowId, code, kind: definition.kind, version, priority: definition.priority ?? DEFAULT_PRIORITY };
}
