import type { ApprovalRequest } from '../domain/approval/approval.ts';
import { askedAgain } from '../domain/approval/ask-again.ts';
import { type ContentChange, changesSince } from '../domain/approval/changes-since.ts';
import { contentHash } from '../domain/approval/content-hash.ts';
import { rulesOf } from '../domain/approval/request-rules.ts';
import { type StoredEvent, verbOf } from '../domain/event/event.ts';
import { recordPath } from '../domain/record/record.ts';
import type { Run } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import { WriteConflictError } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems } from '../repositories/approval-items.ts';
import { eventItems } from '../repositories/event-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { decisionGroup, notificationGroup, outgoingNotification } from './compose-outbox.ts';
import { enqueueEvent } from './enqueue-event.ts';
import { loadLines } from './large-lines.ts';
import { loadRequest } from './load-request.ts';
import { relayOutbox } from './relay-outbox.ts';
import { requestEvent, requestEventId } from './request-event.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { statusGivenBy } from './status-given.ts';

type HeedPorts = Pick<Ports, 'store' | 'queue' | 'blobs' | 'clock' | 'ids'>;

/** More entries than one write can ask again: such a request is cancelled instead. */
const MOST_ASKED_AGAIN = 90;

/**
 * What a change or the deletion of a record does to the request of a run about it. Deleted: it is cancelled. Changed while pending: it is
 * cancelled, or everybody is asked again, as the workflow says. May be repeated.
 */
export async function heedRecordChange(
  ports: HeedPorts,
  run: Pick<Run, 'company' | 'id'>,
  heed: { readonly source: string; readonly id: string },
): Promise<void> {
  const { company, id: runId } = run;
  const stored = (await eventItems.get(ports.store, { company, ...heed }))?.value;
  const request = await requestItems.get(ports.store, { company, id: runId });
  if (!stored || request?.value.status !== 'pending') return;
  if (verbOf(stored.event.type) === 'deleted') return cancel(ports, request.value, { stored, why: 'was deleted' });
  const changes = await changesOf(ports, request.value, stored);
  if (changes.length === 0) return;
  const again = rulesOf(request.value).onChange === 'askAgain' && request.value.entryCount <= MOST_ASKED_AGAIN;
  if (again) return askAgain(ports, runId, stored);
  return cancel(ports, request.value, { stored, why: `was changed (${changes.map(({ what }) => what).join(', ')})` });
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
  request: ApprovalRequest,
  { stored: { event }, why }: { stored: StoredEvent; why: string },
): Promise<void> {
  const { id, record, senderId, company } = request;
  const now = instantOf(ports.clock);
  // Workflows wait for a cancellation while the record is pending, whatever its source tells of the status.
  const status = await statusGivenBy(ports, { company, id: request.runId });
  await enqueueEvent(ports, {
    ...event,
    id: `heeded-${id}-${event.id}`.slice(0, 200),
    type: `${record.entity}.approvalCancelled`,
    ...(status !== undefined && { record: { ...event.record, fields: { ...event.record.fields, status } } }),
    user: event.user ?? 'system',
    cause: `${request.runId}/recordChanged`,
    receivedAt: now,
  });
  const what = recordPath(record);
  const group = notificationGroup(id);
  const told = outgoingNotification({
    company,
    group,
    id: `heeded/${id}/${event.id}`,
    to: { userId: senderId },
    content: {
      kind: 'email',
      subject: `Approval cancelled: ${what}`,
      text: `${what} ${why} while its approval was pending, so the request was cancelled.`,
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
