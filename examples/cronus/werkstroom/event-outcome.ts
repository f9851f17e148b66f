import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Erp } from '../erp.ts';
import { WerkstroomUnreachableError } from './client.ts';

/** What became of an event. */
export type EventOutcome =
  | {
      readonly kind: 'handled';
      readonly runIds: readonly string[];
      readonly deliveredTo: readonly string[];
      /** Why something that was asked for was not granted. */
      readonly refusals: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Werkstroom cannot be reached; the event will be sent when it can. */
  | { readonly kind: 'queued' }
  /** It arrived, and there was no outcome in time. */
  | { readonly kind: 'unknown' };

const eventView = z.object({
  status: z.enum(['received', 'planned', 'handled', 'parked']),
  parkedReason: z.string().optional(),
  runs: z.array(z.object({ id: z.string() })).default([]),
  deliveredTo: z.array(z.string()).default([]),
  refusals: z.array(z.object({ reason: z.string() })).default([]),
});

/** Between two questions. */
export const PAUSE_MILLISECONDS = 80;
const CALL_MILLISECONDS = 3_000;

/**
 * Follows an event from the outbox through Werkstroom until it is handled, refused, or the time is over.
 *
 * @param until as `Date.now()` counts, whatever clock the ERP follows.
 */
export async function awaitOutcome(
  erp: Erp,
  { eventId, user, until }: { eventId: string; user: string; until: number },
): Promise<EventOutcome> {
  const { ledger, closing } = erp;
  while (!closing.aborted) {
    const event = ledger.store.outbox.get(eventId);
    if (!event || event.status === 'failed') return { kind: 'refused', reason: event?.lastAnswer ?? 'It is gone.' };
    const isSent = event.status === 'sent';
    const outcome = isSent ? await outcomeOf(erp, eventId, user) : undefined;
    if (outcome) return outcome;
    if (!isSent && (event.attempts > 0 || Date.now() >= until)) return { kind: 'queued' };
    if (Date.now() >= until) break;
    await pause(PAUSE_MILLISECONDS);
  }
  return { kind: 'unknown' };
}

/** Undefined while it is not known. */
async function outcomeOf({ client, source }: Erp, eventId: string, user: string): Promise<EventOutcome | undefined> {
  try {
    const path = `/events/${encodeURIComponent(eventId)}?source=${encodeURIComponent(source)}`;
    const answer = await client.call({ user, path, timeoutMilliseconds: CALL_MILLISECONDS });
    const view = eventView.safeParse(answer.body);
    if (answer.status !== 200 || !view.success) return undefined;
    const { status, parkedReason, runs, deliveredTo, refusals } = view.data;
    if (status === 'parked') return { kind: 'refused', reason: parkedReason ?? 'It was set aside.' };
    if (status !== 'handled') return undefined;
    const reasons = refusals.map(({ reason }) => reason);
    return { kind: 'handled', runIds: runs.map(({ id }) => id), deliveredTo, refusals: reasons };
  } catch (error) {
    if (error instanceof WerkstroomUnreachableError) return undefined;
    throw error;
  }
}
