import type { Claim, Inbox, InboxEvent, Wait, WaitBranch, WaitKind } from './inbox.ts';
import type { Visit } from './visit.ts';

/** More than ever arrives for one run between an event's delivery and its repetition. */
const REMEMBERED_EVENTS = 100;
const REMEMBERED_WAITS = 100;

/** The key under which an inbox remembers an event. */
export function eventKeyOf(event: Pick<InboxEvent, 'source' | 'id'>): string {
  return JSON.stringify([event.source, event.id]);
}

/** The id of a wait: the same however often its opening is repeated. */
export function waitIdOf(wait: { step: string; visit: Visit; mode: WaitKind }): string {
  return `${wait.step}/${wait.visit}/${wait.mode}`;
}

/** The waits that may still take something, in the order in which they were opened. Only branches of a run make it more than one. */
export function openWaitsOf(inbox: Inbox): readonly Wait[] {
  return inbox.waits.filter((wait) => !wait.claim);
}

/** The event is kept for a wait to come. */
export function withEvent(inbox: Inbox, event: InboxEvent): Inbox {
  return { ...remembering(inbox, event), events: [...inbox.events, event] };
}

/** The event was looked at and is of no use: no branch of the wait for it holds (domain 0.3: the event is ignored). */
export function withIgnored(inbox: Inbox, event: InboxEvent): Inbox {
  return {
    ...remembering(inbox, event),
    events: inbox.events.filter((kept) => eventKeyOf(kept) !== eventKeyOf(event)),
  };
}

/** The wait is ended, by an event where one is given; the answer still has to reach the state machine. */
export function withClaim(
  inbox: Inbox,
  claim: { waitId: string; event?: InboxEvent; branch: WaitBranch; at: string },
): Inbox {
  const { waitId, event, branch, at } = claim;
  const taken = event ? withIgnored(inbox, event) : inbox;
  const told = event && typeof branch === 'number' ? { event: { source: event.source, id: event.id } } : {};
  return withWait(taken, waitId, (wait) => ({ ...wait, claim: { status: 'claimed', at, branch, ...told } }));
}

/** The waits that are ended and of which nobody has made sure that their machine knows. */
export function claimedWaitsOf(inbox: Inbox): readonly (Wait & { readonly claim: Claim })[] {
  return inbox.waits.flatMap((wait) => (wait.claim?.status === 'claimed' ? [{ ...wait, claim: wait.claim }] : []));
}

/** The answers to these waits have reached the state machine, or never will since their tasks are over. */
export function withDelivered(inbox: Inbox, delivered: readonly Wait[]): Inbox {
  return delivered.reduce(
    (after, { id }) =>
      withWait(after, id, (wait) => (wait.claim ? { ...wait, claim: { ...wait.claim, status: 'delivered' } } : wait)),
    inbox,
  );
}

/** A new wait; those before it that were answered are over. */
export function withOpenedWait(inbox: Inbox, wait: Wait): Inbox {
  const over = inbox.waits.filter((earlier) => earlier.id !== wait.id && earlier.claim?.status === 'delivered');
  return {
    ...inbox,
    waits: [...inbox.waits.filter((earlier) => !over.includes(earlier) && earlier.id !== wait.id), wait],
    closedWaits: [...inbox.closedWaits, ...over.map(({ id }) => id)].slice(-REMEMBERED_WAITS),
  };
}

/** The wait ended without an event. */
export function withClosedWait(inbox: Inbox, waitId: string): Inbox {
  return {
    ...inbox,
    waits: inbox.waits.filter(({ id }) => id !== waitId),
    closedWaits: [...inbox.closedWaits, waitId].slice(-REMEMBERED_WAITS),
  };
}

/**
 * The inbox of a run that failed, for its retry: events that it had not come to, and the ends of waits that may not have heard of them, as their
 * branch was stopped: one that is opened again is answered with the same. Undefined where there is nothing.
 */
export function closedInbox(inbox: Inbox, closedAt: string): Inbox | undefined {
  const waits = inbox.waits.filter(({ claim }) => claim);
  return waits.length + inbox.events.length > 0 ? { ...inbox, waits, closedWaits: [], closedAt } : undefined;
}

function remembering(inbox: Inbox, event: InboxEvent): Inbox {
  const key = eventKeyOf(event);
  return inbox.seen.includes(key) ? inbox : { ...inbox, seen: [...inbox.seen, key].slice(-REMEMBERED_EVENTS) };
}

function withWait(inbox: Inbox, waitId: string, change: (wait: Wait) => Wait): Inbox {
  return { ...inbox, waits: inbox.waits.map((wait) => (wait.id === waitId ? change(wait) : wait)) };
}
