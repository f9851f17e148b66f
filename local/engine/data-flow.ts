import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { MAX_VARIABLES_BYTES } from './limits.ts';
import { isTooLarge, payloadText } from './payload.ts';
import { StateError } from './state-error.ts';
import type { Standing, Step } from './step.ts';

/** How a state is left: its output, the variables of its scope after it, and what was assigned. */
export interface Leaving {
  readonly output: Json;
  readonly variables: JsonObject;
  readonly assigned: JsonObject;
}

/** Evaluates Assign and Output of a state, a choice rule or a catcher. Both see the variables as they were before. */
export async function leave(
  step: Step,
  standing: Standing,
  flow: {
    assign: JsonObject | undefined;
    output: Json | undefined;
    fallback: Json;
    states?: JsonObject;
    path?: string;
  },
): Promise<Leaving> {
  const { assign = {}, output, fallback, states = {}, path = '' } = flow;
  const scope = { standing, states };
  const assigned: JsonObject = {};
  for (const [name, template] of Object.entries(assign)) {
    assigned[name] = await step.evaluate(template, `${path}Assign/${name}`, scope);
  }
  const value = output === undefined ? fallback : await step.evaluate(output, `${path}Output`, scope);
  payloadText(value, standing.state);
  if (Object.keys(assigned).length > 0) checkVariables(step, standing, assigned);
  return { output: value, assigned, variables: { ...standing.variables, ...assigned } };
}

/** One Assign holds at most 256 KiB, and all variables together 10 MiB. */
function checkVariables(step: Step, standing: Standing, assigned: JsonObject): void {
  const tooLarge = (what: string): StateError =>
    new StateError('States.DataLimitExceeded', `The state '${standing.state}' assigns variables ${what}.`);
  if (isTooLarge(JSON.stringify(assigned))) throw tooLarge('of more than 256 KiB at once');
  const all = JSON.stringify({ ...step.variablesOf(standing), ...assigned });
  if (Buffer.byteLength(all) > MAX_VARIABLES_BYTES) throw tooLarge('beyond 10 MiB in all');
}

/** Variables as the history shows them: each as JSON text. */
export function assignedText(assigned: JsonObject): JsonObject {
  const names = Object.keys(assigned);
  if (names.length === 0) return {};
  return { assignedVariables: Object.fromEntries(names.map((name) => [name, JSON.stringify(assigned[name])])) };
}
