import type { Json } from '../../shared/domain/json/json.ts';
import type { State } from './asl.ts';
import { type Execution, makerOf, ROOT } from './execution.ts';
import { MAX_CAUSE_LENGTH, MAX_ERROR_LENGTH } from './limits.ts';
import { payloadText } from './payload.ts';
import { guarded } from './recover.ts';
import type { StateError } from './state-error.ts';
import { enterChoice } from './states/choice.ts';
import { enterFail, enterSucceed } from './states/end-states.ts';
import { enterMap, leaveMap } from './states/map.ts';
import type { Move } from './states/move.ts';
import { enterParallel, leaveParallel } from './states/parallel.ts';
import { enterPass } from './states/pass.ts';
import { enterTask } from './states/task.ts';
import { enterWait } from './states/wait.ts';
import type { Entering, Standing, Step } from './step.ts';
import { childFailed, childSucceeded, divide, removeChildren } from './strand-groups.ts';

/** State types that know Retry, and so tell how often it was used. */
const RETRYING = ['Task', 'Parallel', 'Map'];

/** Enters what is on the agenda, and what follows from it, until every strand waits or the execution has ended. */
export async function advance(step: Step): Promise<void> {
  for (let entering = step.agenda.pop(); entering; entering = step.agenda.pop()) {
    if (step.execution.status !== 'RUNNING') return;
    if (step.isLong) postpone(step, entering);
    else await enter(step, entering);
  }
}

/** Goes on behind a state in which a strand stood. */
export async function goOn(
  step: Step,
  strandId: string,
  work: (state: State, standing: Standing) => Promise<Move>,
): Promise<void> {
  const { position } = step.strand(strandId);
  if (!position) return;
  const state = step.stateOf(strandId);
  const { waiting: _waiting, ...rest } = position;
  const standing: Standing = { ...rest, strand: strandId };
  const move = await guarded(step, state, { standing, work: () => work(state, standing) });
  await settle(step, state, { standing, move });
}

/** What a state does when a strand has entered it, or tries it again. */
export function enterState(step: Step, state: State, standing: Standing): Promise<Move> {
  switch (state.Type) {
    case 'Pass':
      return enterPass(step, state, standing);
    case 'Task':
      return enterTask(step, state, standing);
    case 'Choice':
      return enterChoice(step, state, standing);
    case 'Wait':
      return enterWait(step, state, standing);
    case 'Succeed':
      return enterSucceed(step, state, standing);
    case 'Fail':
      return enterFail(step, state, standing);
    case 'Parallel':
      return enterParallel(step, state, standing);
    case 'Map':
      return enterMap(step, state, standing);
  }
}

/** Ends the execution. Strands that did not succeed keep their places. */
export function end(
  step: Step,
  how: {
    status: Execution['status'];
    type: string;
    output?: { readonly value: Json; readonly text: string };
    error?: string | undefined;
    cause?: string | undefined;
  },
): void {
  const { status, type, output } = how;
  const failure = {
    ...(how.error !== undefined && { error: how.error.slice(0, MAX_ERROR_LENGTH) }),
    ...(how.cause !== undefined && { cause: how.cause.slice(0, MAX_CAUSE_LENGTH) }),
  };
  step.tell(ROOT, type, { ...(output && { output: output.text }), ...failure });
  step.execution = {
    ...step.execution,
    status,
    stoppedAt: step.timestamp,
    ...(output && { output: output.value }),
    ...failure,
  };
  step.agenda.length = 0;
}

async function enter(step: Step, { strand, state: name, input, inputText, variables }: Entering): Promise<void> {
  const state = step.stateNamed(strand, name);
  const enteredAfterEventId = step.strand(strand).previousEventId;
  const text = inputText ?? payloadText(input, name);
  const enteredEventId = step.tell(strand, `${state.Type}StateEntered`, { name, input: text });
  const standing: Standing = {
    strand,
    state: name,
    input,
    variables,
    enteredAt: step.timestamp,
    enteredEventId,
    enteredAfterEventId,
    ...(RETRYING.includes(state.Type) && { retries: {} }),
  };
  const move = await guarded(step, state, { standing, work: () => enterState(step, state, standing) });
  await settle(step, state, { standing, move });
}

/** Puts off the entering of a state until what was done is journalled. */
function postpone(step: Step, { strand, state, input, variables }: Entering): void {
  const { previousEventId } = step.strand(strand);
  const place = { state, input, variables, enteredAt: step.timestamp };
  step.place(
    { strand, ...place, enteredEventId: previousEventId, enteredAfterEventId: previousEventId },
    { kind: 'enter', dueAt: step.environment.now },
  );
}

/** Makes a move true. */
async function settle(step: Step, state: State, at: { standing: Standing; move: Move }): Promise<void> {
  const { standing, move } = at;
  switch (move.kind) {
    case 'wait':
      return step.place({ ...standing, ...(move.retries && { retries: move.retries }) }, move.waiting);
    case 'divide':
      return divideOrFail(step, state, { standing, move });
    case 'fail':
      return fail(step, standing, move.error);
    case 'go':
      return go(step, state, { standing, move });
  }
}

async function go(
  step: Step,
  state: State,
  { standing, move }: { standing: Standing; move: Extract<Move, { kind: 'go' }> },
): Promise<void> {
  const { strand } = standing;
  const { output, outputText, assigned, variables, next } = move;
  removeChildren(step, strand);
  const { position: _position, ...unplaced } = step.strand(strand);
  step.put(unplaced);
  step.tell(strand, `${state.Type}StateExited`, {
    name: standing.state,
    output: outputText,
    ...(Object.keys(assigned).length > 0 && { assignedVariables: assigned }),
  });
  if (next !== undefined) {
    step.agenda.push({ strand, state: next, input: output, inputText: outputText, variables });
    return;
  }
  if (strand !== ROOT) return onwardWithMaker(step, strand, () => childSucceeded(step, step.strand(strand), output));
  step.put({ ...step.strand(ROOT), status: 'succeeded' });
  end(step, { status: 'SUCCEEDED', type: 'ExecutionSucceeded', output: { value: output, text: outputText } });
}

/** Not even the first strands can be started, or none is needed. */
async function divideOrFail(
  step: Step,
  state: State,
  { standing, move }: { standing: Standing; move: Extract<Move, { kind: 'divide' }> },
): Promise<void> {
  const after = await guarded(step, state, {
    standing,
    work: async () => {
      await divide(step, standing, move);
      if (move.group.size === 0) return leaveGroup(step, state, { standing, result: [] });
      return { kind: 'wait', waiting: step.strand(standing.strand).position?.waiting ?? { kind: 'nothing' } };
    },
  });
  await settle(step, state, { standing, move: after });
}

/** A strand has failed for good: the execution fails, or the state that made the strand has to see to it. */
async function fail(step: Step, standing: Standing, error: StateError): Promise<void> {
  const { strand } = standing;
  const waiting = step.strand(strand).position?.waiting;
  step.place(standing, waiting?.kind === 'strands' ? waiting : { kind: 'nothing' });
  step.put({ ...step.strand(strand), status: 'failed' });
  if (strand !== ROOT) return onwardWithMaker(step, strand, () => childFailed(step, step.strand(strand), error));
  end(step, { status: 'FAILED', type: 'ExecutionFailed', error: error.error, cause: error.reason });
}

/** A branch or item is over: the strand that made it goes on when that was the last one, or when it fails with it. */
async function onwardWithMaker(
  step: Step,
  childStrand: string,
  work: () => Promise<Json[] | undefined>,
): Promise<void> {
  const maker = makerOf(childStrand)?.maker ?? ROOT;
  await goOn(step, maker, async (state, standing) => {
    const result = await work();
    if (result) return leaveGroup(step, state, { standing, result });
    return { kind: 'wait', waiting: step.strand(maker).position?.waiting ?? { kind: 'nothing' } };
  });
}

function leaveGroup(step: Step, state: State, at: { standing: Standing; result: Json }): Promise<Move> {
  if (state.Type === 'Parallel') return leaveParallel(step, state, at);
  if (state.Type === 'Map') return leaveMap(step, state, at);
  throw new Error(`A state of type ${state.Type} has no strands.`);
}
