import {
  ACTION_RETRYABLE,
  COMMAND_REFUSED,
  type PlacedAction,
  type RunActionInput,
} from '../../contracts/run-action.ts';
import type { Json } from '../../domain/json/json.ts';
import { COMMAND_ACCEPTED } from '../../domain/run/accepted-command.ts';
import { relayOutbox } from '../../usecases/relay-outbox.ts';
import { type Action, ActionFailedError, type ActionPorts } from './connector.ts';
import { doAndRemember } from './do-and-remember.ts';

/**
 * Runs the actions of one call, each once: their changes and the memory of their outputs are kept under run, step and visit. A repetition
 * answers from that memory, and goes on behind it.
 *
 * @returns the output; of several actions the output of each by its step.
 * @throws ActionFailedError when one can not succeed; errors named `CommandAccepted`, `CommandRefused` or `ActionRetryable` as the machine knows them.
 */
export async function runAction(
  ports: ActionPorts,
  findAction: (name: string) => Action | undefined,
  input: RunActionInput,
): Promise<Json> {
  const work = [input, ...(input.further ?? [])].map((placed) => ({ placed, action: actionOf(findAction, placed) }));
  try {
    const done = await doAndRemember(ports, input, work);
    for (const { notifications = [], relay = [] } of done) {
      for (const told of notifications) await ports.queue.send('notifications', { body: JSON.stringify(told) });
      for (const group of relay) await relayOutbox(ports, { company: input.company, group });
    }
    if (done.at(-1)?.accepted) throw new CommandAcceptedError();
    return input.further
      ? Object.fromEntries(done.map(({ step, output }) => [step, output]))
      : (done[0]?.output ?? null);
  } catch (error) {
    throw error instanceof ActionFailedError || isCommandError(error) ? error : retryable(error);
  }
}

function actionOf(findAction: (name: string) => Action | undefined, { action: name }: PlacedAction): Action {
  const action = findAction(name);
  if (!action) throw new ActionFailedError(`There is no action ${name} in this installation.`);
  return action;
}

/** Refused or accepted by the source: the machine knows these names. */
function isCommandError(error: unknown): boolean {
  return error instanceof Error && [COMMAND_ACCEPTED, COMMAND_REFUSED, ACTION_RETRYABLE].includes(error.name);
}

/** A store, queue or network that does not answer is asked again; so is what nobody foresaw, since no effect is lost by it. */
function retryable(error: unknown): RetryableActionError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new RetryableActionError(`${name}: ${message}`, { cause: error });
}

/** Worth trying again soon. The compiled machine retries it by name. */
class RetryableActionError extends Error {
  override readonly name = ACTION_RETRYABLE;
}

/** The compiled machine waits for the report. A repetition waits for the same one. */
class CommandAcceptedError extends Error {
  override readonly name = COMMAND_ACCEPTED;
  constructor() {
    super('The source has accepted the command and will report when it is done.');
  }
}
