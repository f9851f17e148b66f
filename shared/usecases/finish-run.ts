import type { Json } from '../domain/json/json.ts';
import { ERROR_OF_STOP, RUN_CANCELLED, RUN_NOT_NEEDED } from '../domain/run/error-names.ts';
import { messageOf } from '../domain/run/failure.ts';
import { closedInbox } from '../domain/run/inbox-rules.ts';
import { actionsIn, isOpenRun, type Run } from '../domain/run/run.ts';
import { mayWait } from '../domain/workflow/may-wait.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change, WriteStep } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { ExecutionStatus } from '../ports/state-machines.ts';
import type { Versioned } from '../repositories/item-type.ts';
import {
  findMemories,
  inboxItems,
  listenerItems,
  openApprovalItems,
  runItems,
  topicOf,
} from '../repositories/run-items.ts';
import { notificationGroup } from './compose-outbox.ts';
import { countFailures } from './count-failures.ts';
import { cancelPendingQuestions } from './end-questions.ts';
import { cancelOpenTasks } from './end-tasks.ts';
import { failureNotifications } from './failure-notifications.ts';
import { findFailure } from './find-failure.ts';
import { keepStory } from './keep-story.ts';
import { loadVersion } from './load-version.ts';
import { endOfOrder, orderGroup } from './order-run.ts';
import { readRunHistory } from './read-run-history.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { leaveLanes } from './run-lanes.ts';
import { stopLeftParts } from './stop-left-parts.ts';
import { undoApproval } from './undo-approval.ts';

export type FinishPorts = Pick<
  Ports,
  'store' | 'queue' | 'machines' | 'blobs' | 'secrets' | 'http' | 'clock' | 'ids' | 'log'
>;

/** How an execution ended. */
export interface EndedExecution {
  readonly company: string;
  readonly runId: string;
  readonly status: ExecutionStatus;
  readonly output?: Json;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** By these a run ends because somebody wanted it to. */
const CANCELLING: readonly string[] = [ERROR_OF_STOP.cancelled, RUN_CANCELLED, RUN_NOT_NEEDED];

/**
 * Ends a run after its execution: keeps its story, cancels its open questions and tasks, and when it did not succeed, closes its open entries, lifts its
 * restriction and reopens the record; takes away inbox, listeners and the record's place; and last, in one write with the notices, says how it ended. May be repeated:
 * until that last write the run counts as open.
 */
export async function finishRun(ports: FinishPorts, execution: EndedExecution): Promise<void> {
  if (execution.status === 'RUNNING') return;
  const ended: EndedExecution = { ...execution, ...(await findFailure(ports, execution)) };
  const id = { company: ended.company, id: ended.runId };
  const run = await runItems.get(ports.store, id);
  if (!run) return;
  const isTold = isOpenRun(run.value) ? await endRun(ports, run, ended) : true;
  if (isTold) await relayOutbox(ports, { company: ended.company, group: notificationGroup(ended.runId) });
  if (run.value.parent) await relayOutbox(ports, { company: ended.company, group: orderGroup(run.value) });
}

/** @returns whether people may have to be told: not of a success, but of what was written before, perhaps without an answer. */
async function endRun(ports: FinishPorts, read: Versioned<Run>, ended: EndedExecution): Promise<boolean> {
  const steps = await cleanUp(ports, read.value, ended);
  // What was read of the run counts until somebody turns out to have changed it.
  let known: Versioned<Run> | undefined = read;
  return retryOnConflict(ports, async () => {
    const before = known ?? (await runItems.get(ports.store, { company: ended.company, id: ended.runId }));
    known = undefined;
    if (!before || !isOpenRun(before.value)) return true;
    const run: Run = { ...endedRun(ports, before.value, ended), ...(steps && { steps }) };
    await ports.store.writeInOrder(await changesOfEnd(ports, before, run));
    return run.status !== 'succeeded';
  });
}

/** @returns the steps that are kept with the run, see {@link keepStory}. */
async function cleanUp(ports: FinishPorts, run: Run, ended: EndedExecution): Promise<Run['steps']> {
  const history = await readRunHistory(ports, run);
  if (outcomeOf(ended) !== 'succeeded') {
    await stopLeftParts(ports, history);
    await undoApproval(ports, run);
  }
  const memories = await findMemories(ports.store, ended);
  const actions = memories.flatMap(actionsIn);
  await cancelPendingQuestions(ports, ended, actions);
  await cancelOpenTasks(ports, ended, actions);
  const steps = await keepStory(ports, run, { history, memories });
  await leaveLanes(ports, run);
  return steps;
}

function outcomeOf({ status, error }: EndedExecution): Run['status'] {
  if (status === 'SUCCEEDED') return 'succeeded';
  if (error !== undefined && CANCELLING.includes(error)) return 'cancelled';
  return status === 'TIMED_OUT' ? 'timedOut' : 'failed';
}

function endedRun(ports: FinishPorts, { nextCheckAt: _, ...open }: Run, ended: EndedExecution): Run {
  return {
    ...open,
    status: outcomeOf(ended),
    endedAt: instantOf(ports.clock),
    ...(ended.status !== 'SUCCEEDED' && {
      error: { name: ended.error ?? ended.status, message: messageOf(ended.cause) },
    }),
  };
}

async function changesOfEnd(ports: FinishPorts, before: Versioned<Run>, run: Run): Promise<readonly WriteStep[]> {
  const counted = await countFailures(ports, run);
  return [
    ...(await changesThatClose(ports, run)),
    [
      runItems.update(before, run),
      ...counted.changes,
      ...(await failureNotifications(ports, run, counted.isFirst)),
      ...endOfOrder(run, instantOf(ports.clock)),
    ],
  ];
}

/**
 * Listeners, the record's place and the inbox go, which goes last because it says where the listeners are; the run's own item stays. Where the run may be
 * retried, what it has not heard yet stays too.
 */
async function changesThatClose(ports: FinishPorts, run: Run): Promise<readonly Change[]> {
  const places = await placesLeft(ports, run);
  if (!mayWait(await loadVersion(ports, run))) return places;
  const { company, id } = run;
  const inbox = await inboxItems.get(ports.store, { company, runId: id });
  const topics = [topicOf(run.record), ...(inbox?.value.topics ?? [])];
  const listeners = await Promise.all(
    topics.map((topic) => listenerItems.get(ports.store, { company, runId: id, topic })),
  );
  const mayGoOn = run.kind !== 'approval' && (run.status === 'failed' || run.status === 'timedOut');
  const kept = inbox && mayGoOn ? closedInbox(inbox.value, instantOf(ports.clock)) : undefined;
  return [
    ...listeners.flatMap((listener) => (listener ? [listenerItems.remove(listener)] : [])),
    ...places,
    ...(inbox ? [kept ? inboxItems.update(inbox, kept) : inboxItems.remove(inbox)] : []),
  ];
}

/** Only approvals take a place, by the event that asks for them. That in the journal goes first: it is found by the other. */
async function placesLeft(ports: FinishPorts, { id, kind, record, event }: Run): Promise<readonly Change[]> {
  if (kind !== 'approval') return [];
  const own = await openApprovalItems.get(ports.store, { record, event: event.type });
  if (own?.value.runId !== id) return [];
  const journal = own.value.inJournal && (await openApprovalItems.get(ports.store, own.value.inJournal));
  return [...(journal ? [journal] : []), own].map(openApprovalItems.remove);
}
