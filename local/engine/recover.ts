import type { State } from './asl.ts';
import { nextCatch } from './catch.ts';
import { nextRetry } from './retry.ts';
import { QueryEvaluationError, StateError } from './state-error.ts';
import type { Move } from './states/move.ts';
import type { Standing, Step } from './step.ts';
import { removeChildren, stopChildren } from './strand-groups.ts';

/** Does the work of a state. When it fails: Retry, then Catch, then the strand fails. */
export async function guarded(
  step: Step,
  state: State,
  at: { standing: Standing; work(): Promise<Move> },
): Promise<Move> {
  const { standing } = at;
  try {
    const move = await at.work();
    return move.kind === 'fail' ? await recover(step, state, { standing, error: move.error }) : move;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return recover(step, state, { standing, error });
  }
}

async function recover(step: Step, state: State, at: { standing: Standing; error: StateError }): Promise<Move> {
  const { standing, error } = at;
  if (error instanceof QueryEvaluationError) tellEvaluationFailed(step, standing, error);
  if (state.Type === 'Parallel' || state.Type === 'Map') stopChildren(step, standing.strand);
  const { Retry, Catch } = 'Retry' in state || 'Catch' in state ? state : {};
  const used = standing.retries ?? {};
  const retry = nextRetry(Retry, error, { used, random: () => step.environment.random() });
  if (retry) {
    removeChildren(step, standing.strand);
    const retries = { ...used, [retry.retrier]: (used[retry.retrier] ?? 0) + 1 };
    return { kind: 'wait', retries, waiting: { kind: 'retry', dueAt: step.environment.now + retry.delayMilliseconds } };
  }
  if (state.Type === 'Parallel' || state.Type === 'Map') step.tell(standing.strand, `${state.Type}StateFailed`);
  return (await caught(step, { Catch, standing, error })) ?? { kind: 'fail', error };
}

/** A catcher's own expressions may fail; then that is what the state fails with. */
async function caught(
  step: Step,
  at: { Catch: Parameters<typeof nextCatch>[1]; standing: Standing; error: StateError },
): Promise<Move | undefined> {
  try {
    return await nextCatch(step, at.Catch, at);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    if (error instanceof QueryEvaluationError) tellEvaluationFailed(step, at.standing, error);
    return { kind: 'fail', error };
  }
}

/**
 * AWS lets the event follow the one before the state was entered, where the state was entered and its expressions evaluated in one go.
 */
function tellEvaluationFailed(step: Step, standing: Standing, failure: QueryEvaluationError): void {
  const { error, reason, location, evaluated } = failure;
  const strand = step.strand(standing.strand);
  const inOneGo = !evaluated && strand.previousEventId === standing.enteredEventId;
  if (inOneGo) step.put({ ...strand, previousEventId: standing.enteredAfterEventId });
  step.tell(standing.strand, 'EvaluationFailed', {
    state: standing.state,
    error: error ?? '',
    cause: reason ?? '',
    ...(location !== undefined && { location }),
  });
}
