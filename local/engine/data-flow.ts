import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { MAX_PAYLOAD_BYTES, MAX_VARIABLES_BYTES } from './limits.ts';
import { isTooLarge, mayBeTooLarge, payloadText } from './payload.ts';
import { StateError } from './state-error.ts';
import type { Standing, Step } from './step.ts';

/** How a state is left: its output, the variables of its scope after it, and what was assigned, as the history shows it: each as JSON text. */
export interface Leaving {
  readonly output: Json;
  readonly outputText: string;
  readonly variables: JsonObject;
  readonly assigned: Readonly<Record<string, string>>;
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
  const values: JsonObject = {};
  const assigned: Record<string, string> = {};
  for (const [name, template] of Object.entries(assign)) {
    const value = await step.evaluate(template, `${path}Assign/${name}`, scope);
    values[name] = value;
    assigned[name] = JSON.stringify(value);
  }
  const value = output === undefined ? fallback : await step.evaluate(output, `${path}Output`, scope);
  const outputText = payloadText(value, standing.state);
  checkVariables(step, standing, { values, assigned });
  return { output: value, outputText, assigned, variables: { ...standing.variables, ...values } };
}

/** One Assign holds at most 256 KiB, and all variables together 10 MiB. */
function checkVariables(
  step: Step,
  standing: Standing,
  { values, assigned }: { values: JsonObject; assigned: Leaving['assigned'] },
): void {
  const tooLarge = (what: string): StateError =>
    new StateError('States.DataLimitExceeded', `The state '${standing.state}' assigns variables ${what}.`);
  let characters = 2;
  for (const [name, text] of Object.entries(assigned)) characters += name.length + text.length + 4;
  if (mayBeTooLarge(characters) && isTooLarge(JSON.stringify(values))) throw tooLarge('of more than 256 KiB at once');
  const before = step.variablesOf(standing);
  // None is larger than what one Assign holds, so that few cannot be too large together.
  const most = (Object.keys(before).length + Object.keys(values).length) * MAX_PAYLOAD_BYTES;
  if (most <= MAX_VARIABLES_BYTES) return;
  const all = JSON.stringify({ ...before, ...values });
  if (Buffer.byteLength(all) > MAX_VARIABLES_BYTES) throw tooLarge('beyond 10 MiB in all');
}
