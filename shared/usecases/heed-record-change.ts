import type { ApprovalRequest } from '../domain/approval/approval.ts';
import { askedAgain } from '../domain/approval/ask-again.ts';
import { type ContentChange, changesSince } from '../domain/approval/changes-since.ts';
import { contentHash } from '../domain/approval/content-hash.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import { PLATFORM_SOURCE, type StoredEvent, verbOf } from '../domain/event/event.ts';
import { recordPath } from '../domain/record/record.ts';
import { isOpenRun } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import { WriteConflictError } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { listenerItems, listenersOf, runItems, topicOf } from '../repositories/run-items.ts';
import { decisionGroup, notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { enqueueEvent } from './enqueue-event.ts';
import { loadLines } from './large-lines.ts';
import { loadRequest } from './load-request.ts';
import { relayOutbox } from './relay-outbox.ts';
import { requestEvent, requestEventId } from './request-event.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { recordKeyOf } from './take-in-event.ts';

type HeedPorts = Pick<Ports, 'store' | 'queue' | 'blobs' | 'clock' | 'ids'>;

/** More entries than one write can ask again: such a request is cancelled instead. */
const MOST_ASKED_AGAIN = 90;

/**
 * What a change or the deletion of a record does to requests about it. Deleted: their runs end. Changed while pending: the approver sees
 * what changed (default), or the request is cancelled, or everybody is asked again, as the workflow says. May be repeated.
 */
export async function heedRecordChange(ports: HeedPorts, stored: StoredEvent): Promise<void> {
  const { event } = stored;
  const verb = verbOf(event.type);
  if ((verb !== 'modified' && verb !== 'deleted') || event.source === PLATFORM_SOURCE || stored.late) return;
  const listeners = await listenerItems.queryAll(ports.store, {
    index: 'base',
    partition: listenersOf({ company: event.company, topic: topicOf(recordKeyOf(event)) }),
  });
  for (const { value } of listeners) {
    if (verb === 'deleted') await endRun(ports, value.runId, stored);
    else if (event.cause?.split('/')[0] !== value.runId) await heedChange(ports, value.runId, stored);
  }
}

/** The sweep stops what is marked so. */
async function endRun(ports: HeedPorts, runId: string, { event }: StoredEvent): Promise<void> {
  await retryOnConflict(ports, async () => {
    const run = await runItems.get(ports.store, { company: event.company, id: runId });
    if (run?.value.kind !== 'approval' || !isOpenRun(run.value) || run.value.cancelledBy) return;
    const cancelled = { ...run.value, cancelledBy: event.user ?? 'system', nextCheckAt: instantOf(ports.clock) };
    await ports.store.write([runItems.update(run, cancelled)]);
  });
}

async function heedChange(ports: HeedPorts, runId: string, stored: StoredEvent): Promise<void> {
  const { company } = stored.event;
  const request = await requestItems.get(ports.store, { company, id: runId });
  if (request?.value.status !== 'pending') return;
  const { onChange = 'show' } = rulesOf(request.value);
  if (onChange === 'show' || request.value.aboutChange) return;
  const changes = await changesOf(ports, request.value, stored);
  if (changes.length === 0) return;
  const again = onChange === 'askAgain' && request.value.entryCount <= MOST_ASKED_AGAIN;
  if (again) await askAgain(ports, runId, stored);
  else await cancel(ports, request, { stored, changes });
}

/** Against what was asked last. The status changes by the approval itself and does not count. */
async function changesOf(
  ports: HeedPorts,
  request: ApprovalRequest,
  { event }: StoredEvent,
): Promise<readonly ContentChange[]> {
  const run = await runItems.get(ports.store, { company: request.company, id: request.runId });
  const asked = request.askedEvent ?? run?.value.event;
  const before = asked && (await eventItems.get(ports.store, { company: request.company, ...asked }));
  if (!before) return [];
  const lines = async (record: typeof event.record) => (await loadLines(ports, record)) ?? [];
  return changesSince(
    { fields: before.value.event.record.fields, lines: await lines(before.value.event.record) },
    { fields: event.record.fields, lines: await lines(event.record) },
  );
}

async function askAgain(ports: HeedPorts, runId: string, { event }: StoredEvent): Promise<void> {
  const { company } = event;
  await retryOnConflict(ports, async () => {
    const loaded = await loadRequest(ports, { company, requestId: runId });
    const asked = loaded?.request.value.askedEvent;
    if (loaded?.request.value.status !== 'pending' || (asked?.id === event.id && asked.source === event.source)) return;
    const lines = await loadLines(ports, event.record);
    const again = askedAgain(
      loaded.request.value,
      loaded.entries.map(({ value }) => value),
      {
        hash: contentHash({ fields: event.record.fields, ...(lines && { lines }) }),
        event: { source: event.source, id: event.id },
      },
    );
    const [first] = again?.entries ?? [];
    if (!again || !first) return;
    const requestVersion = loaded.request.version + 1;
    const lastEventId = requestEventId(again.request, requestVersion);
    await ports.store.write([
      requestItems.update(loaded.request, { ...again.request, lastEventId }),
      ...again.entries.flatMap((entry) => {
        const before = loaded.entries.find(({ value }) => value.id === entry.id);
        return before ? [entryItems.update(before, entry)] : [];
      }),
      // The run goes on as behind any approval that is not the last: it opens the lowest level.
      requestEvent({
        verb: 'approved',
        entry: first,
        request: again.request,
        requestVersion,
        decidedBy: 'system',
        comment: 'The record has changed, so everybody is asked again.',
        now: instantOf(ports.clock),
      }),
    ]);
  });
  await relayOutbox(ports, { company, group: decisionGroup(runId) });
}

/** The way of Cancel Approval Request; the sender hears why. */
async function cancel(
  ports: HeedPorts,
  request: Versioned<ApprovalRequest>,
  { stored: { event }, changes }: { stored: StoredEvent; changes: readonly ContentChange[] },
): Promise<void> {
  const { id, record, senderId, company } = request.value;
  const now = instantOf(ports.clock);
  await enqueueEvent(ports, {
    ...event,
    id: `changed-${event.id}-${id}`.slice(0, 200),
    type: `${record.entity}.approvalCancelled`,
    user: event.user ?? 'system',
    receivedAt: now,
  });
  const what = recordPath(record);
  const fields = changes.map((change) => change.what).join(', ');
  const group = notificationGroup(id);
  const told = outgoingNotification({
    company,
    group,
    id: `changed/${id}/${event.id}`,
    to: { userId: senderId },
    content: {
      kind: 'email',
      subject: `Approval cancelled: ${what} was changed`,
      text: `${what} was changed while its approval was pending (${fields}), so the request was cancelled. Send it again once it is as it should be.`,
    },
    now,
  });
  await ports.store.write([told]).catch(ignoreTold);
  await relayOutbox(ports, { company, group });
}

/** The notice is in the outbox already. */
function ignoreTold(error: unknown): void {
  if (!(error instanceof WriteConflictError)) throw error;
}
