import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { TaskState } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { argumentsOf, INVOKE_AND_WAIT, placeOf, TASK_TOKEN } from './call-states.ts';

/** What is waited for: an event of a `when`, the report of something that was ordered, or a person who has it tried again. */
type WaitMode = 'event' | 'command' | 'park';

/**
 * The call of await-event by which a Task stands until somebody answers its token.
 *
 * @param step the id of the step that waits.
 * @param more what else await-event is told.
 */
export function awaitCall(
  mode: WaitMode,
  step: string,
  { target, scope }: Pick<Assembly, 'target' | 'scope'>,
  more: JsonObject = {},
): Pick<TaskState, 'Resource' | 'Arguments'> {
  const payload = { mode, ...placeOf(step, scope), token: TASK_TOKEN, ...more };
  return { Resource: INVOKE_AND_WAIT, Arguments: argumentsOf(target.functions.awaitEvent, payload) };
}
