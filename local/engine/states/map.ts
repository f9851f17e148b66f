import type { Json } from '../../../shared/domain/json/json.ts';
import type { MapState } from '../asl.ts';
import { leave } from '../data-flow.ts';
import { executing } from '../expressions.ts';
import { payloadText } from '../payload.ts';
import { QueryEvaluationError } from '../state-error.ts';
import type { Standing, Step } from '../step.ts';
import type { Move } from './move.ts';

/** Begins to work on the items, as many at a time as MaxConcurrency says. */
export async function enterMap(step: Step, state: MapState, standing: Standing): Promise<Move> {
  const items = await itemsOf(step, state, standing);
  const maxConcurrency = await countOf(step, state, { field: 'MaxConcurrency', standing });
  const count = await countOf(step, state, { field: 'ToleratedFailureCount', standing });
  const percentage = await countOf(step, state, { field: 'ToleratedFailurePercentage', standing, max: 100 });
  const tolerated = toleratedFailures({ size: items.length, count, percentage });
  step.tell(standing.strand, 'MapStateStarted', { length: items.length });
  return {
    kind: 'divide',
    group: {
      size: items.length,
      started: 0,
      running: 0,
      failed: 0,
      maxConcurrency: maxConcurrency || Number.MAX_SAFE_INTEGER,
      ...(tolerated !== undefined && { toleratedFailures: tolerated }),
    },
    children: items.map((item) => ({ item })),
  };
}

/** What one item's iteration gets: the item, or what ItemSelector makes of it. */
export async function inputOfItem(
  step: Step,
  state: MapState,
  about: { standing: Standing; item: { index: number; value: Json } },
): Promise<Json> {
  const { item } = about;
  const input =
    state.ItemSelector === undefined ? item.value : await step.evaluate(state.ItemSelector, 'ItemSelector', about);
  payloadText(input, about.standing.state);
  return input;
}

/** All items are done: the outputs are the result, in the order of the items. */
export async function leaveMap(step: Step, state: MapState, at: { standing: Standing; result: Json }): Promise<Move> {
  const { standing, result } = at;
  step.tellAfter(step.strand(standing.strand).previousEventId, 'MapStateSucceeded');
  const leaving = await leave(step, standing, {
    assign: state.Assign,
    output: state.Output,
    fallback: result,
    states: { result },
  });
  return { kind: 'go', next: state.Next, ...leaving };
}

async function itemsOf(step: Step, state: MapState, standing: Standing): Promise<Json[]> {
  if (state.Items !== undefined) {
    return step.evaluateAs(state.Items, { location: 'Items', type: 'array' }, { standing });
  }
  if (Array.isArray(standing.input)) return standing.input;
  throw new QueryEvaluationError(
    undefined,
    `${executing(standing)} Map state input must be an array but was: ${JSON.stringify(standing.input)}`,
  );
}

async function countOf(
  step: Step,
  state: MapState,
  about: {
    field: 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage';
    standing: Standing;
    max?: number;
  },
): Promise<number | undefined> {
  const { field, standing, max = Number.MAX_SAFE_INTEGER } = about;
  const template = state[field];
  if (template === undefined) return undefined;
  const value = await step.evaluateAs(template, { location: field, type: 'number' }, { standing });
  if (value >= 0 && value <= max && (field === 'ToleratedFailurePercentage' || Number.isInteger(value))) return value;
  throw new QueryEvaluationError(
    field,
    `${executing(standing)} The ${field} field must be a number from 0 to ${max} but was: ${value}`,
    true,
  );
}

/** How many items may fail; undefined where the state says nothing of it. Where both fields are there, the smaller one binds. */
function toleratedFailures(about: {
  size: number;
  count: number | undefined;
  percentage: number | undefined;
}): number | undefined {
  const { size, count, percentage } = about;
  if (count === undefined && percentage === undefined) return undefined;
  const share = percentage === undefined ? Number.MAX_SAFE_INTEGER : Math.floor((size * percentage) / 100);
  return Math.min(count ?? Number.MAX_SAFE_INTEGER, share);
}
