import { PLATFORM_SOURCE } from '../domain/event/event.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import { decisionGroup } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';

/** Somebody has decided and the run has not heard of it yet: the time is not up for a decision that was made. Try again. */
export class DecisionUnderwayError extends Error {
  override readonly name = 'DecisionUnderwayError';
}

/**
 * The run has heard of a decision or an answer, where there is one.
 *
 * @param eventId of the event that tells the run.
 * @throws DecisionUnderwayError while it is on its way to the run, which it is sent on then.
 */
export async function expectHeard(
  ports: Pick<Ports, 'store' | 'queue'>,
  { company, runId }: { company: string; runId: string },
  eventId: string | undefined,
): Promise<void> {
  if (eventId === undefined) return;
  const event = await eventItems.get(ports.store, { company, source: PLATFORM_SOURCE, id: eventId });
  if (event?.value.status === 'handled') return;
  await relayOutbox(ports, { company, group: decisionGroup(runId) });
  throw new DecisionUnderwayError(`The decision ${eventId} is on its way to run ${runId}.`);
}
