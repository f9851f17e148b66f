import type { WaitOutput } from '../contracts/await-event.ts';
import type { StoredEvent } from '../domain/event/event.ts';
import type { Claim, Inbox, Wait } from '../domain/run/inbox.ts';
import { claimedWaitsOf } from '../domain/run/inbox-rules.ts';
import type { Ports } from '../ports/ports.ts';
import {
  InvalidTokenError,
  type StateMachines,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from '../ports/state-machines.ts';
import { eventItems } from '../repositories/event-items.ts';
import { inboxItems } from '../repositories/run-items.ts';
import { waitOutput } from './wait-output.ts';

/** What it takes to answer a task. */
export type AnswerPorts = Pick<Ports, 'store' | 'clock' | 'ids'> & {
  readonly machines: Pick<StateMachines, 'sendTaskSuccess'>;
};

/** {@link answerClaims} of the inbox as it is now. */
export async function answerWaits(ports: AnswerPorts, id: { company: string; runId: string }): Promise<void> {
  const inbox = await inboxItems.get(ports.store, id);
  if (inbox) await answerClaims(ports, inbox.value);
}

/**
 * Tells the state machine the outcome of every wait that is claimed. May be repeated at will: a task that is over says so, and a machine whose
 * timeout struck first learns of the event when it closes the wait. Nothing is written: whoever writes the inbox next answers once more
 * and then says so in the same write, which spares a write for each answer.
 *
 * @param known an event that need not be read.
 * @returns the waits that were answered.
 */
export async function answerClaims(ports: AnswerPorts, inbox: Inbox, known?: StoredEvent): Promise<readonly Wait[]> {
  const claimed = claimedWaitsOf(inbox);
  for (const { token, claim } of claimed) {
    const output = await outputOf(ports, inbox, claim, known);
    await ports.machines.sendTaskSuccess({ taskToken: token, output }).catch(ignoreTaskOver);
  }
  return claimed;
}

/** What a claimed wait answers. An event never changes, so this is the same each time. */
export async function outputOf(
  ports: Pick<Ports, 'store'>,
  { company }: Pick<Inbox, 'company'>,
  { branch, event }: Claim,
  known?: StoredEvent,
): Promise<WaitOutput> {
  const isKnown = known !== undefined && known.event.source === event?.source && known.event.id === event.id;
  if (!event || isKnown) return waitOutput(branch, event && known);
  return waitOutput(branch, (await eventItems.get(ports.store, { company, ...event }))?.value);
}

function ignoreTaskOver(error: unknown): void {
  const over =
    error instanceof TaskTimedOutError || error instanceof TaskDoesNotExistError || error instanceof InvalidTokenError;
  if (!over) throw error;
}
