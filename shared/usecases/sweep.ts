import type { ApprovalEntry } from '../domain/approval/approval.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import type { Run } from '../domain/run/run.ts';
import { isOpenRun } from '../domain/run/run.ts';
import type { UserTask } from '../domain/task/user-task.ts';
import { instantOf } from '../ports/clock.ts';
import type { Item } from '../ports/item-store.ts';
import { ExecutionDoesNotExistError } from '../ports/state-machines.ts';
import { DUE_SHARDS, dueShard, later } from '../repositories/key-text.ts';
import type { OutboxMessage } from '../repositories/outbox-items.ts';
import type { Rename } from '../repositories/rename-items.ts';
import { runItems } from '../repositories/run-items.ts';
import type { ScheduledStart } from '../repositories/schedule-items.ts';
import { answerWaits } from './answer-waits.ts';
import { attendEntry } from './attend-entry.ts';
import { attendTask } from './attend-task.ts';
import { type DispatchPorts, resumeEvent } from './dispatch-event.ts';
import { type FinishPorts, finishRun } from './finish-run.ts';
import { followRename } from './follow-rename.ts';
import { hasBegun } from './has-begun.ts';
import { heedRecordChange } from './heed-record-change.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { startScheduledFlow } from './start-scheduled-flow.ts';

export type SweepPorts = DispatchPorts & FinishPorts;

/** Leftovers looked at of one shard in one sweep; the next sweep goes on. */
const ITEMS_PER_SHARD = 200;
const FIRST_CHECK_MILLISECONDS = 60_000;
const LONGEST_CHECK_MILLISECONDS = 24 * 3_600_000;

/** What a sweep came across, by item type. */
export interface SweepReport {
  readonly found: number;
  readonly failed: number;
}

/**
 * Finds what somebody began and nobody ended: events not handled, answers and messages not sent, runs whose end was not heard of; and
 * what is due: what follows renamed records, scheduled workflows, reminders, overdue notices, delegation, escalation and expiry of approval entries,
 * reminders of tasks.
 * Everything it does may be done by somebody else at the same time.
 */
export async function sweep(ports: SweepPorts): Promise<SweepReport> {
  let found = 0;
  let failed = 0;
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    const page = await ports.store.query({
      index: 'due',
      partition: dueShard(shard),
      range: { to: instantOf(ports.clock) },
      limit: ITEMS_PER_SHARD,
    });
    for (const item of page.items) {
      found += 1;
      const done = await finishWork(ports, item).then(() => true, leftFor(ports, item));
      if (!done) failed += 1;
    }
  }
  return { found, failed };
}

/** One leftover that can not be finished now does not keep the others waiting. */
function leftFor(ports: SweepPorts, item: Item): (error: unknown) => false {
  return (error) => {
    ports.log.error('A leftover could not be finished; the next sweep tries again.', error, { type: item.type });
    return false;
  };
}

async function finishWork(ports: SweepPorts, item: Item): Promise<void> {
  const body: object = item.body;
  switch (item.type) {
    case 'event':
      return resumeEvent(ports, (body as StoredEvent).event);
    case 'outbox':
      return relayOutbox(ports, body as OutboxMessage);
    case 'run':
      return checkRun(ports, body as Run);
    case 'schedule':
      return startScheduledFlow(ports, body as ScheduledStart);
    case 'rename':
      return followRename(ports, body as Rename);
    case 'approval':
      return attendEntry(ports, body as ApprovalEntry);
    case 'userTask':
      return attendTask(ports, body as UserTask);
  }
}

/** Asks how the execution of an open run stands, less and less often: its end is normally told. */
async function checkRun(ports: SweepPorts, { company, id }: Run): Promise<void> {
  const run = (await runItems.get(ports.store, { company, id }))?.value;
  if (!run || !isOpenRun(run)) return;
  if (run.status === 'starting') await resumeEvent(ports, { company, ...run.event });
  if (run.heed) await heedRecordChange(ports, run, run.heed);
  await answerWaits(ports, { company, runId: id });
  const begun = await hasBegun(ports, run);
  if (run.executionArn) await finishIfEnded(ports, run, run.executionArn);
  await retryOnConflict(ports, async () => {
    const before = await runItems.get(ports.store, { company, id });
    if (!before || !isOpenRun(before.value)) return;
    const now = instantOf(ports.clock);
    const age = Date.parse(now) - Date.parse(before.value.startedAt);
    const pause = Math.min(LONGEST_CHECK_MILLISECONDS, Math.max(FIRST_CHECK_MILLISECONDS, age));
    const { heed, ...rest } = before.value;
    const more = heed && heed.id !== run.heed?.id ? { heed, nextCheckAt: now } : { nextCheckAt: later(now, pause) };
    const status = begun ? 'running' : rest.status;
    await ports.store.write([runItems.update(before, { ...rest, ...more, status })]);
  });
}

/** The execution of a run that nobody has seen running before may come yet. */
async function finishIfEnded(ports: SweepPorts, run: Run, executionArn: string): Promise<void> {
  try {
    const { status, output, error, cause } = await ports.machines.describe(executionArn);
    await finishRun(ports, {
      company: run.company,
      runId: run.id,
      status,
      ...(output !== undefined && { output }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExistError)) throw error;
    if (run.status === 'starting') return;
    await finishRun(ports, {
      company: run.company,
      runId: run.id,
      status: 'FAILED',
      error: 'ExecutionLost',
      cause: 'Its execution is not there.',
    });
  }
}
