import { isSeparate } from '../../shared/domain/workflow/walk-steps.ts';
import type { PlannedStep } from './plan-steps.ts';

/** Ids of `goto`s that lead to a step before them, or around them, so that a run may come by again and again; and which of them has the state. */
export type GoingBack = ReadonlyMap<string, string>;

/** The `goto`s that lead back, each with the first one that leads to the same step: all of them are one state. */
export function goingBack(plan: readonly PlannedStep[]): GoingBack {
  const order = new Map([...walk(plan)].map(({ id }, index) => [id, index]));
  const first = new Map<string, string>();
  const back = new Map<string, string>();
  for (const { step, id } of walk(plan)) {
    if (!('goto' in step) || (order.get(step.goto) ?? Number.POSITIVE_INFINITY) > (order.get(id) ?? 0)) continue;
    if (!first.has(step.goto)) first.set(step.goto, id);
    back.set(id, first.get(step.goto) ?? id);
  }
  return back;
}

/** True when a `goto` of this list leads back; branches inside count for themselves. */
export function hasRounds(list: readonly PlannedStep[], goesBack: GoingBack): boolean {
  return list.some(({ step, id, nested }) => {
    if ('goto' in step) return goesBack.has(id);
    return !isSeparate(step) && hasRounds(nested.flat(), goesBack);
  });
}

function* walk(list: readonly PlannedStep[]): Generator<PlannedStep> {
  for (const planned of list) {
    yield planned;
    yield* walk(planned.nested.flat());
  }
}
