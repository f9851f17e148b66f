import { ENDS_AGAIN } from '../domain/run/error-names.ts';
import type { Inbox } from '../domain/run/inbox.ts';
import { eventKeyOf, withEvent } from '../domain/run/inbox-rules.ts';
import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { ExecutionDoesNotExistError, ExecutionNotRedrivableError } from '../ports/state-machines.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { inboxItems, listenerItems, runItems, topicOf } from '../repositories/run-items.ts';
import { topicsAtStart } from '../repositories/topics-at-start.ts';
import { auditChange } from './audit-change.ts';
import { openCancelledQuestions } from './end-questions.ts';
import { openCancelledTasks } from './end-tasks.ts';
import { loadVersion } from './load-version.ts';
import { missedEvents } from './missed-events.ts';
import { emptyInbox } from './open-runs.ts';
import { takeLanesAgain } from './run-lanes.ts';

export type ReopenRunResult =
  | { readonly kind: 'retried' }
  /** Why it can not. */
  | { readonly kind: 'can-not-go-on'; readonly reason: string };

/**
 * Lets a run that failed go on at the step that failed. What was done before is not done again. Should the execution not go on after all, the sweep
 * finds that it has ended.
 */
export async function reopenRun(
  ports: Pick<Ports, 'store' | 'machines' | 'clock' | 'ids'>,
  before: Versioned<Run>,
  actor: string,
): Promise<ReopenRunResult> {
  const reason = whyNot(before.value);
  if (reason !== undefined) return { kind: 'can-not-go-on', reason };
  const { endedAt: _endedAt, steps: _steps, error, ...rest } = before.value;
  const run: Run = { ...rest, status: 'running', nextCheckAt: instantOf(ports.clock) };
  const { company, id } = run;
  const version = await loadVersion(ports, run);
  const places = await takeLanesAgain(ports, run, version.definition.limits?.atOnce ?? 1);
  if ('takenBy' in places) {
    return { kind: 'can-not-go-on', reason: `Run ${places.takenBy} has its place now. Try again when that has ended.` };
  }
  const stored = await eventItems.get(ports.store, { company, ...run.event });
  const { listensTo } = version;
  const unheard = await inboxItems.get(ports.store, { company, runId: id });
  const { closedAt: _closedAt, ...kept } = unheard?.value ?? emptyInbox(run, version);
  const missed = await missedEvents(ports, before.value, listensTo);
  const inbox = missed.filter((event) => !kept.seen.includes(eventKeyOf(event))).reduce<Inbox>(withEvent, kept);
  const atStart = stored ? topicsAtStart(stored.value.event.record, version) : [];
  const topics = [...new Set([...atStart, ...(inbox.topics ?? [])])];
  const listened = listensTo.length > 0 ? [topicOf(run.record), ...topics] : [];
  await ports.store.write([
    runItems.update(before, run),
    ...places.changes,
    ...(listened.length > 0 ? [inboxItems.save(unheard, { ...inbox, topics })] : []),
    ...listened.map((topic) => listenerItems.create({ company, topic, runId: id, listensTo })),
    auditChange(ports, {
      company,
      actor,
      action: 'run.retried',
      subject: `run/${id}`,
      record: run.record,
      ...(error && { details: { ...error } }),
    }),
  ]);
  await openCancelledQuestions(ports, { company, runId: id });
  await openCancelledTasks(ports, { company, runId: id });
  try {
    await ports.machines.redrive({ executionArn: run.executionArn ?? '' });
    return { kind: 'retried' };
  } catch (failure) {
    if (!(failure instanceof ExecutionNotRedrivableError || failure instanceof ExecutionDoesNotExistError))
      throw failure;
    return { kind: 'can-not-go-on', reason: 'Its execution ended more than 14 days ago. Resubmit it.' };
  }
}

function whyNot({ kind, executionArn, error }: Run): string | undefined {
  if (kind === 'approval') return 'Its approval was closed when it failed. Send the record for approval again.';
  if (!executionArn) return 'It never began. Resubmit it.';
  return error && ENDS_AGAIN.includes(error.name) ? 'The workflow itself ended it. Resubmit it.' : undefined;
}
