import { withDelivered } from '../domain/run/inbox-rules.ts';
import type { Ports } from '../ports/ports.ts';
import {
  InvalidTokenError,
  type StateMachines,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from '../ports/state-machines.ts';
import { inboxItems } from '../repositories/run-items.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/** What it takes to answer a task. */
export type AnswerPorts = Pick<Ports, 'store' | 'clock' | 'ids'> & {
  readonly machines: Pick<StateMachines, 'sendTaskSuccess'>;
};

/**
 * Tells the state machine the outcome of every wait that an event has ended. May be repeated at will: a task that is over says so,
 * and a machine whose timeout struck first learns of the event when it closes the wait.
 */
export async function answerWaits(ports: AnswerPorts, id: { company: string; runId: string }): Promise<void> {
  const inbox = await inboxItems.get(ports.store, id);
  const claimed = inbox?.value.waits.filter((wait) => wait.claim?.status === 'claimed') ?? [];
  for (const wait of claimed) {
    if (!wait.claim) continue;
    await ports.machines.sendTaskSuccess({ taskToken: wait.token, output: wait.claim.output }).catch(ignoreTaskOver);
    await retryOnConflict(ports, async () => {
      const before = await inboxItems.get(ports.store, id);
      if (!before) return;
      const delivered = withDelivered(before.value, wait.id);
      await ports.store.write([inboxItems.update(before, delivered)]);
    });
  }
}

function ignoreTaskOver(error: unknown): void {
  const over =
    error instanceof TaskTimedOutError || error instanceof TaskDoesNotExistError || error instanceof InvalidTokenError;
  if (!over) throw error;
}
