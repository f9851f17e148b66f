import { entityOf, PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import { isSignal } from '../domain/event/is-signal.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { isOpenRun } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { inboxItems, runItems } from '../repositories/run-items.ts';
import { auditChange } from './audit-change.ts';
import { outgoingEvent } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';

export type SignalRunResult =
  | { readonly kind: 'accepted'; readonly eventId: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ended'; readonly status: string }
  | { readonly kind: 'not-a-signal' }
  | { readonly kind: 'not-listening'; readonly listensTo: readonly string[] };

/**
 * Hands one run an event from outside, of an entity of one's own: a `when` step that waits for it takes it, now or when the run comes to it. It is
 * durable when this resolves.
 */
export async function signalRun(
  ports: Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>,
  input: { company: string; runId: string; event: string; fields: JsonObject; actor: string },
): Promise<SignalRunResult> {
  const { company, runId, event: type, fields, actor } = input;
  const run = await runItems.get(ports.store, { company, id: runId });
  if (!run) return { kind: 'not-found' };
  if (!isOpenRun(run.value)) return { kind: 'ended', status: run.value.status };
  if (!isSignal(type)) return { kind: 'not-a-signal' };
  const listensTo = (await inboxItems.get(ports.store, { company, runId }))?.value.listensTo ?? [];
  if (!listensTo.includes(type)) return { kind: 'not-listening', listensTo: listensTo.filter(isSignal) };
  const now = instantOf(ports.clock);
  const eventId = `signal-${ports.ids.newId()}`;
  const event: RecordEvent = {
    company,
    source: PLATFORM_SOURCE,
    id: eventId,
    type,
    time: now,
    receivedAt: now,
    user: actor,
    runId,
    record: { company, source: PLATFORM_SOURCE, entity: entityOf(type), id: eventId, fields },
  };
  const group = `${runId}-signals`;
  await ports.store.write([
    outgoingEvent({ event, group, order: `${now}/${eventId}` }),
    auditChange(ports, {
      company,
      actor,
      action: 'run.signalled',
      subject: `run/${runId}`,
      details: { event: type, eventId },
    }),
  ]);
  await relayOutbox(ports, { company, group });
  return { kind: 'accepted', eventId };
}
