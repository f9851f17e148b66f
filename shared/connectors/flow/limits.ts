import * as z from 'zod';
import { recordPath } from '../../domain/record/record.ts';
import { digestOf } from '../../domain/run/run-id.ts';
import { LANE_OF_ALL, PER_RECORD } from '../../domain/workflow/run-limits.ts';
import { instantOf } from '../../ports/clock.ts';
import { type LastEvent, lastEventItems, runsOfDayItems } from '../../repositories/run-limit-items.ts';
import { notificationOf } from '../../usecases/compose-outbox.ts';
import { findOwners } from '../../usecases/find-owners.ts';
import { enterLane } from '../../usecases/run-lanes.ts';
import { type ActionContext, defineAction } from '../catalogue/connector.ts';

const key = z.json().optional().describe('By what runs are told apart: record, or any value. Left out: not at all.');

/** The lane of a run: one for all, or one for each record or value. */
function laneOf({ run }: ActionContext, by: unknown): string {
  if (by === undefined) return LANE_OF_ALL;
  const { source } = run.record;
  return by === PER_RECORD ? digestOf(source, recordPath(run.record)) : digestOf('value', JSON.stringify(by));
}

/** Where the last event of a run's lane is remembered. */
function lastEventId(context: ActionContext, by: unknown) {
  const { company, workflowId } = context.run;
  return { company, workflowId, lane: laneOf(context, by) };
}

/** Takes a place among the runs that may go on, or waits for one. */
export const enter = defineAction({
  name: 'enter',
  title: 'Take a turn',
  description: 'Stands behind limits: lets only so many runs go on at the same time.',
  options: z.strictObject({ key, atOnce: z.int().min(1) }),
  async run(context, { key: by, atOnce }) {
    const { run, idempotencyKey: commandId, ports } = context;
    const { entered, changes } = await enterLane(ports, { run, lane: laneOf(context, by), atOnce, commandId });
    return { output: { go: entered }, changes };
  },
});

/** Counts the runs of a day. */
export const countOfDay = defineAction({
  name: 'countOfDay',
  title: 'Count the runs of the day',
  description: 'Stands behind limits: ends runs beyond so many on one day, and warns once a day.',
  options: z.strictObject({ atMost: z.int().min(1) }),
  async run({ run, ports }, { atMost }) {
    const now = instantOf(ports.clock);
    const id = { company: run.company, workflowId: run.workflowId, day: now.slice(0, 10) };
    const before = await runsOfDayItems.get(ports.store, id);
    const count = (before?.value.count ?? 0) + 1;
    const changes = [runsOfDayItems.save(before, { ...id, count })];
    if (count <= atMost) return { output: { go: true }, changes };
    const reason = `${run.workflow} has had its ${atMost} runs of ${id.day} already.`;
    const text = `${reason} Further runs of this day (UTC) end at once. Its limit "perDay" says so.`;
    const content = { kind: 'email' as const, subject: `${run.workflow} has reached its limit of the day`, text };
    const warned = count === atMost + 1 ? await findOwners(ports, run) : [];
    const notifications = warned.map((userId) =>
      notificationOf({
        company: run.company,
        id: `per-day/${run.workflowId}/${id.day}/${userId}`,
        to: { userId },
        content,
        now,
      }),
    );
    return { output: { go: false, reason }, changes, notifications };
  },
});

/** Remembers that this run came last. */
export const note = defineAction({
  name: 'note',
  title: 'Note the event',
  description: 'Stands behind limits: remembers the last event where only that one is heeded.',
  options: z.strictObject({ key }),
  async run(context, { key: by }) {
    const { run, event, ports } = context;
    const id = lastEventId(context, by);
    const before = await lastEventItems.get(ports.store, id);
    const noted = { ...id, runId: run.id, receivedAt: event.event.receivedAt, sequence: event.sequence };
    const isLater = before === undefined || comesAfter(noted, before.value);
    return { output: null, ...(isLater && { changes: [lastEventItems.save(before, noted)] }) };
  },
});

/** Runs note their events in any order; events of two records that came at the same time have an order too, so that one of them is the last. */
function comesAfter(one: LastEvent, other: LastEvent): boolean {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt > other.receivedAt;
  return one.sequence === other.sequence ? one.runId > other.runId : one.sequence > other.sequence;
}

/** Says whether this run is still the one that came last. */
export const isLast = defineAction({
  name: 'isLast',
  title: 'Ask whether another event came',
  description: 'Stands behind limits: a run gives way to a later one.',
  options: z.strictObject({ key }),
  async run(context, { key: by }) {
    const { run, ports } = context;
    const id = lastEventId(context, by);
    const last = await lastEventItems.get(ports.store, id);
    if (!last || last.value.runId === run.id) return { output: { go: true } };
    return { output: { go: false, reason: `A later event came; run ${last.value.runId} is about it.` } };
  },
});
