import { PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import type { EnabledWorkflow, WorkflowVersion } from '../domain/workflow/workflow.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { type ScheduledStart, scheduleItems } from '../repositories/schedule-items.ts';
import { enabledSetItems, SCHEDULE } from '../repositories/workflow-items.ts';
import { decisionGroup, outgoingEvent } from './compose-outbox.ts';
import { loadVersion } from './load-version.ts';
import { nextScheduledStart } from './next-scheduled-start.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** Later than this after its time, a start was missed: nothing ran meanwhile. */
const MISSED_AFTER_MILLISECONDS = 10 * 60_000;

type SchedulePorts = Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>;

/**
 * Starts a scheduled workflow whose time has come and writes down when it comes next, in one write. However many starts were missed, one run
 * makes up for them, or none where the workflow says so. The event's id holds the time, so the same start never happens twice.
 */
export async function startScheduledFlow(ports: SchedulePorts, found: ScheduledStart): Promise<void> {
  const { company, workflowId } = found;
  let group: string | undefined;
  await retryOnConflict(ports, async () => {
    const before = await scheduleItems.get(ports.store, { company, workflowId });
    if (!before || before.value.dueAt > instantOf(ports.clock)) return;
    const version = await enabledVersion(ports, before.value);
    const next = version && nextScheduledStart(version.definition, instantOf(ports.clock));
    const event =
      version && !isSkipped(ports, version, before.value) ? eventOf(ports, version, before.value) : undefined;
    const changes: Change[] = [
      next ? scheduleItems.update(before, { ...before.value, dueAt: next }) : scheduleItems.remove(before),
    ];
    group = event && decisionGroup(event.id);
    if (event && group) changes.push(outgoingEvent({ event, group, order: event.id }));
    await ports.store.write(changes);
  });
  if (group !== undefined) await relayOutbox(ports, { company, group });
}

async function enabledVersion(
  ports: SchedulePorts,
  { company, workflowId }: ScheduledStart,
): Promise<WorkflowVersion | undefined> {
  const set = await enabledSetItems.get(ports.store, { company, event: SCHEDULE });
  const enabled: EnabledWorkflow | undefined = set?.value.workflows.find(
    (workflow) => workflow.workflowId === workflowId,
  );
  return enabled && loadVersion(ports, { company, ...enabled });
}

function isSkipped(ports: SchedulePorts, { definition }: WorkflowVersion, { dueAt }: ScheduledStart): boolean {
  const late = ports.clock.now() - Date.parse(dueAt) > MISSED_AFTER_MILLISECONDS;
  return late && 'schedule' in definition.on && definition.on.schedule.missed === 'skip';
}

/** About no record of anybody: the schedule itself stands for it. */
function eventOf(
  ports: SchedulePorts,
  { company, workflowId, code, version }: WorkflowVersion,
  { dueAt }: ScheduledStart,
): RecordEvent {
  const now = instantOf(ports.clock);
  return {
    company,
    source: PLATFORM_SOURCE,
    id: `schedule-${workflowId}-${dueAt}`,
    type: 'schedule.due',
    time: dueAt,
    receivedAt: now,
    record: { company, source: PLATFORM_SOURCE, entity: 'schedule', id: code, fields: { dueAt } },
    start: { workflowId, workflow: code, version },
  };
}
