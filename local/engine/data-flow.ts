import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { payloadText } from './payload.ts';
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
  return { output: value, assigned, variables: { ...standing.variables, ...assigned } };
}

/** Variables as the history shows them: each as JSON text. */
export function assignedText(assigned: JsonObject): JsonObject {
  const names = Object.keys(assigned);
  if (names.length === 0) return {};
  return { assignedVariables: Object.fromEntries(names.map((name) => [name, JSON.stringify(assigned[name])])) };
}
