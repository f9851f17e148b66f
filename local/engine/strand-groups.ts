import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { MapState, State } from './asl.ts';
import { errorOutputOf } from './catch.ts';
import { childId, makerOf, type Strand, type StrandGroup } from './execution.ts';
import { StateError } from './state-error.ts';
import { inputOfItem } from './states/map.ts';
import type { Child } from './states/move.ts';
import type { Standing, Step } from './step.ts';

/** State types for which the history can tell that they were aborted. */
const ABORTABLE = ['Task', 'Wait', 'Parallel', 'Map'];

/** Makes the strands of a Parallel or Map state; those that may run at once are started. */
export async function divide(
  step: Step,
  standing: Standing,
  move: { group: StrandGroup; children: readonly Child[] },
): Promise<void> {
  const { previousEventId } = step.strand(standing.strand);
  for (const [index, child] of move.children.entries()) {
    const item = 'item' in child ? { item: child.item } : {};
    step.put({ id: childId(standing.strand, index), status: 'pending', previousEventId, ...item });
  }
  step.place(standing, { kind: 'strands', group: move.group });
  await startMore(step, standing.strand, { after: previousEventId, inputs: move.children });
}

/**
 * Starts strands that wait for their turn, as far as the group's concurrency allows.
 *
 * @throws StateError when the input of one cannot be made; that is a failure of the state that made them.
 */
export async function startMore(
  step: Step,
  makerId: string,
  from: { after: number; inputs?: readonly Child[] },
): Promise<void> {
  const { standing, group } = groupOf(step, makerId);
  const state = step.stateOf(makerId);
  const count = Math.min(group.size - group.started, group.maxConcurrency - group.running);
  const entering = [];
  for (let index = group.started; index < group.started + count; index++) {
    const given = from.inputs?.[index];
    const child = step.strand(childId(makerId, index));
    const input =
      given && 'input' in given
        ? given.input
        : await inputOfItem(step, state as MapState, { standing, item: { index, value: child.item ?? null } });
    const previousEventId =
      state.Type === 'Map'
        ? step.tellAfter(from.after, 'MapIterationStarted', { name: standing.state, index })
        : from.after;
    step.put({ ...child, status: 'running', previousEventId });
    const program = step.programOf(child.id);
    entering.push({ strand: child.id, state: program.StartAt, input, variables: {} });
  }
  // The last one on the agenda is the first to be entered.
  step.agenda.push(...entering.reverse());
  setGroup(step, makerId, { ...group, started: group.started + count, running: group.running + count });
}

/** A strand has succeeded. Answers the result of the state that made it once that was the last one. */
export async function childSucceeded(step: Step, child: Strand, output: Json): Promise<Json[] | undefined> {
  step.put(ended(child, { status: 'succeeded', output }));
  return childEnded(step, child, { happening: 'Succeeded', failed: 0 });
}

/**
 * A strand has failed. Within what its Map state tolerates, this is like a success with error and cause as output.
 *
 * @throws StateError the failure of the state that made the strand; the other strands are stopped then.
 */
export async function childFailed(step: Step, child: Strand, error: StateError): Promise<Json[] | undefined> {
  const { maker } = madeBy(child);
  const { group } = groupOf(step, maker);
  const { toleratedFailures } = group;
  if (toleratedFailures !== undefined && group.failed < toleratedFailures) {
    step.put(ended(child, { status: 'failed', output: errorOutputOf(error) }));
    return childEnded(step, child, { happening: 'Failed', failed: 1 });
  }
  const last = step.strand(child.id).previousEventId;
  tellIteration(step, child, 'Failed');
  step.put({ ...step.strand(maker), previousEventId: last });
  if (step.stateOf(maker).Type === 'Parallel') tellStateAborted(step, child.id);
  stopChildren(step, maker);
  if (toleratedFailures === undefined) throw error;
  throw new StateError(
    'States.ExceedToleratedFailureThreshold',
    'The specified tolerated failure threshold was exceeded',
  );
}

/** Stops whatever the strands of a state still do, in depth. They keep their places. */
export function stopChildren(step: Step, makerId: string): void {
  for (const child of step.childrenOf(makerId)) {
    if (child.status !== 'running') continue;
    stopChildren(step, child.id);
    tellStateAborted(step, child.id);
    tellIteration(step, child, 'Aborted');
    step.put({ ...step.strand(child.id), status: 'aborted' });
  }
  const below = `${makerId}/`;
  step.agenda.splice(0, step.agenda.length, ...step.agenda.filter(({ strand }) => !strand.startsWith(below)));
}

/** Forgets the strands of a state that is left or tried again. */
export function removeChildren(step: Step, makerId: string): void {
  for (const child of step.childrenOf(makerId)) {
    removeChildren(step, child.id);
    step.remove(child.id);
  }
}

async function childEnded(
  step: Step,
  child: Strand,
  how: { happening: string; failed: number },
): Promise<Json[] | undefined> {
  const { maker } = madeBy(child);
  const after = step.strand(child.id).previousEventId;
  const told = tellIteration(step, child, how.happening);
  step.put({ ...step.strand(maker), previousEventId: told ?? after });
  const { group } = groupOf(step, maker);
  const left = { ...group, running: group.running - 1, failed: group.failed + how.failed };
  setGroup(step, maker, left);
  if (left.started < left.size) await startMore(step, maker, { after });
  else if (left.running === 0) return step.childrenOf(maker).map(({ output = null }) => output);
  return undefined;
}

function ended(child: Strand, how: { status: Strand['status']; output: Json }): Strand {
  const { position: _position, ...rest } = child;
  return { ...rest, ...how };
}

function madeBy(child: Strand): { maker: string; index: number } {
  const made = makerOf(child.id);
  if (!made) throw new Error('The root strand has no maker.');
  return made;
}

function groupOf(step: Step, makerId: string): { standing: Standing; group: StrandGroup } {
  const { position } = step.strand(makerId);
  if (position?.waiting.kind !== 'strands') throw new Error(`Strand '${makerId}' has no strands.`);
  const { waiting, ...rest } = position;
  return { standing: { ...rest, strand: makerId }, group: waiting.group };
}

function setGroup(step: Step, makerId: string, group: StrandGroup): void {
  step.place(groupOf(step, makerId).standing, { kind: 'strands', group });
}

/** Only the items of a Map have events of their own. */
function tellIteration(step: Step, child: Strand, happening: string): number | undefined {
  const { maker, index } = madeBy(child);
  if (step.stateOf(maker).Type !== 'Map') return undefined;
  const details: JsonObject = { name: step.strand(maker).position?.state ?? '', index };
  return step.tellAfter(step.strand(child.id).previousEventId, `MapIteration${happening}`, details);
}

function tellStateAborted(step: Step, strandId: string): void {
  const { position } = step.strand(strandId);
  const type: State['Type'] | undefined = position && step.stateOf(strandId).Type;
  if (type && ABORTABLE.includes(type)) step.tell(strandId, `${type}StateAborted`);
}
