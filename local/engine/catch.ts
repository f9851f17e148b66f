import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Catcher } from './asl.ts';
import { leave } from './data-flow.ts';
import { matchesError, type StateError } from './state-error.ts';
import type { Move } from './states/move.ts';
import type { Standing, Step } from './step.ts';

/** Where the first catcher that covers the error leads, with its own Assign and Output; undefined when none does. */
export async function nextCatch(
  step: Step,
  catchers: readonly Catcher[] | undefined,
  at: { standing: Standing; error: StateError },
): Promise<Move | undefined> {
  const { standing, error } = at;
  const index = catchers?.findIndex((catcher) => matchesError(catcher.ErrorEquals, error)) ?? -1;
  const catcher = catchers?.[index];
  if (!catcher) return undefined;
  const errorOutput = errorOutputOf(error);
  const leaving = await leave(step, standing, {
    assign: catcher.Assign,
    output: catcher.Output,
    fallback: errorOutput,
    states: { errorOutput },
    path: `Catch[${index}]/`,
  });
  return { kind: 'go', next: catcher.Next, ...leaving };
}

/** A failure as `$states.errorOutput` shows it. */
export function errorOutputOf({ error, reason }: StateError): JsonObject {
  return { ...(error !== undefined && { Error: error }), ...(reason !== undefined && { Cause: reason }) };
}
