import {
  ACTION_RETRYABLE,
  COMMAND_ACCEPTED,
  COMMAND_REFUSED,
  type RunActionInput,
} from '../../contracts/run-action.ts';
import type { Json, JsonObject } from '../../domain/json/json.ts';
import { idempotencyKeyOf } from '../../domain/run/run.ts';
import { instantOf } from '../../ports/clock.ts';
import { eventItems } from '../../repositories/event-items.ts';
import { actionItems, runItems } from '../../repositories/run-items.ts';
import { relayOutbox } from '../../usecases/relay-outbox.ts';
import { retryOnConflict } from '../../usecases/retry-on-conflict.ts';
import {
  type Action,
  type ActionContext,
  ActionFailedError,
  type ActionPorts,
  type ActionResult,
} from './connector.ts';

/**
 * Runs one action of a run, once: its changes and the memory of its output are one write, under run, step and visit; of changes that may be
 * repeated the memory is the last. A repetition answers from that memory.
 *
 * @throws ActionFailedError when it can not succeed; errors named `CommandAccepted`, `CommandRefused` or `ActionRetryable` as the machine knows them.
 */
export async function runAction(
  ports: ActionPorts,
  findAction: (name: string) => Action | undefined,
  input: RunActionInput,
): Promise<Json> {
  const action = findAction(input.action);
  if (!action) throw new ActionFailedError(`There is no action ${input.action} in this installation.`);
  try {
    const { output, notifications = [], relay = [] } = await remembered(ports, action, input);
    for (const told of notifications) await ports.queue.send('notifications', { body: JSON.stringify(told) });
    for (const group of relay) await relayOutbox(ports, { company: input.company, group });
    return output;
  } catch (error) {
    throw error instanceof ActionFailedError || isCommandError(error) ? error : retryable(error);
  }
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

/** What an action leaves to be done after its write: the same for its first run and for a repetition. */
type Left = Pick<ActionResult, 'output' | 'notifications' | 'relay'>;

async function remembered(ports: ActionPorts, action: Action, input: RunActionInput): Promise<Left> {
  const startedAt = instantOf(ports.clock);
  for (;;) {
    const left = await retryOnConflict(ports, async () => {
      const memory = await actionItems.get(ports.store, input);
      if (memory) return memory.value;
      const result = await action.run(await contextOf(ports, input), input.options as JsonObject);
      const changes = [...(result.changes ?? []), ...(result.again ? [] : [memoryOf(ports, input, result, startedAt)])];
      await (result.inOrder ? ports.store.writeInOrder(changes) : ports.store.write(changes));
      return result.again ? undefined : result;
    });
    if (left) return left;
  }
}

function memoryOf(ports: ActionPorts, input: RunActionInput, result: ActionResult, startedAt: string) {
  const { company, runId, step, visit, action } = input;
  return actionItems.create({
    company,
    runId,
    step,
    visit,
    action,
    options: input.options as JsonObject,
    output: result.output,
    ...(result.notifications && { notifications: result.notifications }),
    ...(result.relay && { relay: result.relay }),
    startedAt,
    endedAt: instantOf(ports.clock),
  });
}

async function contextOf(ports: ActionPorts, input: RunActionInput): Promise<ActionContext> {
  const run = await runItems.get(ports.store, { company: input.company, id: input.runId });
  const event = await eventItems.get(ports.store, { company: input.company, ...input.event });
  if (!run || !event) {
    throw new ActionFailedError(
      `The ${run ? 'event' : 'run'} of this step is no longer kept: it is older than 90 days.`,
    );
  }
  return {
    run: run.value,
    step: input.step,
    visit: input.visit,
    idempotencyKey: idempotencyKeyOf(input),
    event: event.value,
    ports,
  };
}

/** Worth trying again soon. The compiled machine retries it by name. */
class RetryableActionError extends Error {
  override readonly name = ACTION_RETRYABLE;
}
