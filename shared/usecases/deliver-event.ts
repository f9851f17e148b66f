import type { StoredEvent } from '../domain/event/event.ts';
import type { Inbox, InboxEvent } from '../domain/run/inbox.ts';
import {
  eventKeyOf,
  openWaitsOf,
  withClaim,
  withDelivered,
  withEvent,
  withIgnored,
} from '../domain/run/inbox-rules.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { relationTopicsOf } from '../repositories/relation-topics.ts';
import { inboxItems, listenerItems } from '../repositories/run-items.ts';
import { type AnswerPorts, answerClaims } from './answer-waits.ts';
import { keepCompletedCommand } from './keep-commanded-status.ts';
import { matchWait } from './match-wait.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** What it takes to deliver an event. */
export type DeliverPorts = AnswerPorts & Pick<Ports, 'evaluator' | 'blobs'>;

/** What the delivery of an event makes of a run's inbox. */
export interface Delivery {
  /** As it is then; undefined where the run has none any more. */
  readonly inbox: Inbox | undefined;
  /** What is to be written, together; nothing where the event is there already or the run does not listen to it. */
  readonly changes: readonly Change[];
}

/** Step 3 of dispatch: hands an event to a run. It ends the open wait, is kept for a later one, or is ignored as Business Central does. */
export async function deliverEvent(ports: DeliverPorts, runId: string, stored: StoredEvent): Promise<void> {
  const delivery = await retryOnConflict(ports, async () => {
    const planned = await planDelivery(ports, runId, stored);
    if (planned.changes.length > 0) await ports.store.write(planned.changes);
    return planned;
  });
  await tellDelivered(ports, delivery, stored);
}

/** The delivery of an event to a run, as things stand. Nothing of it is written yet. */
export async function planDelivery(ports: DeliverPorts, runId: string, stored: StoredEvent): Promise<Delivery> {
  const before = await inboxItems.get(ports.store, { company: stored.event.company, runId });
  if (!before || alreadyThere(before.value, stored)) return { inbox: before?.value, changes: [] };
  const after = await inboxAfter(ports, before.value, stored);
  if (after === before.value) return { inbox: after, changes: [] };
  const settled = withDelivered(after, await answerClaims(ports, before.value));
  const inbox = withRelated(settled, stored);
  return { inbox, changes: [inboxItems.update(before, inbox), ...newListeners(settled, inbox)] };
}

/** Tells the state machine of the wait that a delivered event has ended. */
export async function tellDelivered(ports: AnswerPorts, { inbox }: Delivery, stored: StoredEvent): Promise<void> {
  if (inbox) await answerClaims(ports, inbox, stored);
}

function alreadyThere(inbox: Inbox, { event }: StoredEvent): boolean {
  return inbox.seen.includes(eventKeyOf(event));
}

async function inboxAfter(ports: DeliverPorts, inbox: Inbox, stored: StoredEvent): Promise<Inbox> {
  const event: InboxEvent = { source: stored.event.source, id: stored.event.id, type: stored.event.type };
  const at = instantOf(ports.clock);
  const waits = openWaitsOf(inbox);
  if (event.type === 'command.completed') {
    const wait = waits.find(({ kind, commandId }) => kind === 'command' && commandId === stored.event.cause);
    if (wait) {
      await keepCompletedCommand(ports, { ...inbox, ...wait }, stored.event);
      return withClaim(inbox, { waitId: wait.id, event, branch: 'completed', at });
    }
    return isCompletionToCome(inbox, stored) ? withEvent(inbox, event) : inbox;
  }
  if (!inbox.listensTo.includes(event.type)) return inbox;
  let ignored = false;
  for (const { id: waitId, step, visit } of waits.filter(({ kind }) => kind === 'event')) {
    const match = await matchWait(ports, { inbox, step, visit }, stored);
    if (match.kind === 'taken') return withClaim(inbox, { waitId, event, branch: match.branch, at });
    ignored ||= match.kind === 'ignored';
  }
  return ignored ? withIgnored(inbox, event) : withEvent(inbox, event);
}

/** The source may report a command's completion before the run has begun to wait for it. */
function isCompletionToCome(inbox: Inbox, { event }: StoredEvent): boolean {
  const command = event.cause ?? '';
  const over = inbox.waits.some((wait) => wait.kind === 'command' && wait.commandId === command);
  return command.startsWith(`${inbox.runId}/`) && !over;
}

/**
 * A run that hears of another record hears of those that belong to that one too: the run about an invoice, of the payment line that applies to the
 * posted invoice (domain 2.4).
 */
function withRelated(inbox: Inbox, { event }: StoredEvent): Inbox {
  if (!inbox.listensTo.includes(event.type)) return inbox;
  const { topics = [] } = inbox;
  const added = relationTopicsOf(event.record, inbox.listensTo).filter((topic) => !topics.includes(topic));
  return added.length === 0 ? inbox : { ...inbox, topics: [...topics, ...added] };
}

function newListeners(
  { company, runId, listensTo, topics: known = [] }: Inbox,
  { topics = [] }: Inbox,
): readonly Change[] {
  return topics
    .filter((topic) => !known.includes(topic))
    .map((topic) => listenerItems.create({ company, topic, runId, listensTo }));
}
