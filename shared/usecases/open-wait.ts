import type { AwaitEventInput } from '../contracts/await-event.ts';
import { messageOf } from '../domain/run/failure.ts';
import type { Inbox, InboxEvent, Wait } from '../domain/run/inbox.ts';
import { waitIdOf, withClaim, withDelivered, withIgnored, withOpenedWait } from '../domain/run/inbox-rules.ts';
import { idempotencyKeyOf, isOpenRun } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { inboxItems, runItems } from '../repositories/run-items.ts';
import { type AnswerPorts, answerClaims } from './answer-waits.ts';
import { notificationGroup } from './compose-outbox.ts';
import { keepCompletedCommand } from './keep-commanded-status.ts';
import { loadVersion } from './load-version.ts';
import { matchWait } from './match-wait.ts';
import { emptyInbox } from './open-runs.ts';
import { parkedNotifications } from './parked-notifications.ts';
import { relayOutbox } from './relay-outbox.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

export type OpenWaitPorts = AnswerPorts & Pick<Ports, 'queue' | 'evaluator' | 'blobs'>;
type OpeningInput = Exclude<AwaitEventInput, { mode: 'timeout' }>;

/**
 * Opens a wait with its task token, or ends it at once with the event that came early. Repeated with a new token, the new one counts;
 * repeated after the wait is over, nothing happens.
 */
export async function openWait(ports: OpenWaitPorts, input: OpeningInput): Promise<void> {
  const id = { company: input.company, runId: input.runId };
  const waiting = await retryOnConflict(ports, async () => {
    const before = await inboxItems.get(ports.store, id);
    const inbox = before?.value ?? (await newInbox(ports, id));
    if (!inbox || inbox.closedWaits.includes(waitIdOf(input))) return inbox;
    const settled = withDelivered(inbox, await answerClaims(ports, inbox));
    const opened = withOpenedWait(settled, waitOf(input, inbox, instantOf(ports.clock)));
    const after = await takeEarlyEvent(ports, opened, waitIdOf(input));
    await ports.store.write([inboxItems.save(before, after), ...(await alongside(ports, input, before))]);
    return after;
  });
  if (input.mode === 'park') await relayOutbox(ports, { company: id.company, group: notificationGroup(id.runId) });
  if (waiting) await answerClaims(ports, waiting);
}

/** A run that never waits for events has no inbox until it has to wait for a command or for somebody. One that has ended waits for nothing. */
async function newInbox(ports: OpenWaitPorts, id: { company: string; runId: string }): Promise<Inbox | undefined> {
  const run = await runItems.get(ports.store, { company: id.company, id: id.runId });
  return run && isOpenRun(run.value) ? emptyInbox(run.value, await loadVersion(ports, run.value)) : undefined;
}

function waitOf(input: OpeningInput, inbox: Inbox, openedAt: string): Wait {
  const id = waitIdOf(input);
  const { step, visit, token } = input;
  const earlier = inbox.waits.find((wait) => wait.id === id);
  return {
    id,
    kind: input.mode,
    step,
    visit,
    token,
    openedAt: earlier?.openedAt ?? openedAt,
    ...(input.mode === 'command' && { commandId: idempotencyKeyOf(input) }),
    ...(input.mode === 'park' && { parked: parkedOf(input) }),
    ...(earlier?.claim && { claim: { ...earlier.claim, status: 'claimed' as const } }),
  };
}

function parkedOf(input: Extract<OpeningInput, { mode: 'park' }>): NonNullable<Wait['parked']> {
  return { action: input.action, error: input.error, message: messageOf(input.cause) };
}

/** Looks through the events that came before the wait, in their order. Those that it would ignore are gone. */
async function takeEarlyEvent(ports: OpenWaitPorts, inbox: Inbox, waitId: string): Promise<Inbox> {
  const wait = inbox.waits.find(({ id }) => id === waitId);
  let after = inbox;
  if (!wait || wait.claim || wait.kind === 'park') return after;
  for (const event of inbox.events) {
    const outcome = await earlyOutcome(ports, { inbox, wait, event });
    if (outcome === 'ignored') after = withIgnored(after, event);
    else if (outcome !== 'kept')
      return withClaim(after, { waitId, event, branch: outcome, at: instantOf(ports.clock) });
  }
  return after;
}

async function earlyOutcome(
  ports: OpenWaitPorts,
  place: { inbox: Inbox; wait: Wait; event: InboxEvent },
): Promise<'ignored' | 'kept' | 'completed' | number> {
  const { inbox, wait, event } = place;
  const stored = await eventItems.get(ports.store, { company: inbox.company, source: event.source, id: event.id });
  if (!stored) return 'ignored';
  if (wait.kind === 'command') {
    const { event: completed } = stored.value;
    if (completed.type !== 'command.completed' || completed.cause !== wait.commandId) return 'kept';
    await keepCompletedCommand(ports, { ...inbox, ...wait }, completed);
    return 'completed';
  }
  const match = await matchWait(ports, { inbox, step: wait.step, visit: wait.visit }, stored.value);
  if (match.kind === 'taken') return match.branch;
  return match.kind === 'ignored' ? 'ignored' : 'kept';
}

/** A run that begins to stand still tells people so, in the same write. */
async function alongside(
  ports: OpenWaitPorts,
  input: OpeningInput,
  before: Versioned<Inbox> | undefined,
): Promise<readonly Change[]> {
  const known = before?.value.waits.some(({ id }) => id === waitIdOf(input));
  if (input.mode !== 'park' || known) return [];
  return parkedNotifications(ports, input, parkedOf(input).message);
}
