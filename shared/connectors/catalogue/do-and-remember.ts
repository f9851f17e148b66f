import type { PlacedAction, RunActionInput } from '../../contracts/run-action.ts';
import type { JsonObject } from '../../domain/json/json.ts';
import { type ActionMemory, type ActionRecord, actionsIn, idempotencyKeyOf, isOpenRun } from '../../domain/run/run.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Change } from '../../ports/item-store.ts';
import { eventItems } from '../../repositories/event-items.ts';
import type { Versioned } from '../../repositories/item-type.ts';
import { actionItems, runItems } from '../../repositories/run-items.ts';
import { retryOnConflict } from '../../usecases/retry-on-conflict.ts';
import {
  type Action,
  type ActionContext,
  ActionFailedError,
  type ActionPorts,
  type ActionResult,
} from './connector.ts';

/** One action of a call. */
interface Work {
  readonly placed: PlacedAction;
  readonly action: Action;
}

/** How far a call has come: what is done, and how much of it is written down. */
interface Progress {
  readonly done: readonly ActionRecord[];
  readonly memory: Versioned<ActionMemory> | undefined;
}

type Call = Pick<RunActionInput, 'company' | 'runId' | 'event' | 'step' | 'visit'>;
type Surroundings = Pick<ActionContext, 'run' | 'event'>;

/**
 * Does the actions of a call one after the other, behind those that are remembered. One whose changes may not be repeated is remembered with
 * them, in one atomic write; of others the memory is written with the last, or before an error leaves: what is not remembered is begun again.
 */
export async function doAndRemember(
  ports: ActionPorts,
  call: Call,
  work: readonly Work[],
): Promise<readonly ActionRecord[]> {
  let progress = await progressOf(ports, call);
  if (progress.done.length === work.length) return progress.done;
  const around = await surroundingsOf(ports, call);
  try {
    while (progress.done.length < work.length) progress = await doNext(ports, { call, work, around }, progress);
    return progress.done;
  } catch (error) {
    // What can not be written down now is done again, which it may be.
    if (isUnwritten(progress)) await ports.store.write([memoryOf(call, progress).change]).catch(() => {});
    throw error;
  }
}

async function progressOf(ports: ActionPorts, call: Call): Promise<Progress> {
  const memory = await actionItems.get(ports.store, call);
  return { memory, done: memory ? actionsIn(memory.value) : [] };
}

async function doNext(
  ports: ActionPorts,
  { call, work, around }: { call: Call; work: readonly Work[]; around: Surroundings },
  before: Progress,
): Promise<Progress> {
  let isFirstTry = true;
  return retryOnConflict(ports, async () => {
    const written = isFirstTry ? before : await progressOf(ports, call);
    isFirstTry = false;
    // The same call may have been made twice, and the other one is ahead.
    if (written.done.length > before.done.length) return written;
    const { done } = before;
    const next = work[done.length];
    if (!next) return before;
    const startedAt = instantOf(ports.clock);
    const result = await next.action.run(
      contextOf(ports, call, { ...next.placed, ...around }),
      next.placed.options as JsonObject,
    );
    if (result.again) {
      await write(ports, result, []);
      return { done, memory: written.memory };
    }
    const progress = { memory: written.memory, done: [...done, recordOf(ports, call, { ...next, result, startedAt })] };
    const isLast = progress.done.length === work.length;
    if (!isLast && (result.inOrder || !result.changes?.length)) {
      await write(ports, result, []);
      return progress;
    }
    const { value, change } = memoryOf(call, progress);
    await write(ports, result, [change]);
    return { done: progress.done, memory: { value, version: change.item.version } };
  });
}

async function write(
  ports: ActionPorts,
  { changes = [], inOrder }: ActionResult,
  more: readonly Change[],
): Promise<void> {
  const all = [...changes, ...more];
  await (inOrder ? ports.store.writeInOrder(all) : ports.store.write(all));
}

function isUnwritten({ done, memory }: Progress): boolean {
  return done.length > (memory ? actionsIn(memory.value).length : 0);
}

/** What is done, and the change that writes it down. */
function memoryOf({ company, runId }: Call, { done, memory }: Progress) {
  const [first, ...others] = done;
  if (!first) throw new RangeError('Nothing is done that could be remembered.');
  const further = others.map(({ company: _, runId: __, ...record }) => record);
  const value: ActionMemory = { ...first, company, runId, ...(further.length > 0 && { further }) };
  return { value, change: memory ? actionItems.update(memory, value) : actionItems.create(value) };
}

function recordOf(
  ports: ActionPorts,
  { company, runId }: Call,
  finished: Work & { result: ActionResult; startedAt: string },
): ActionRecord {
  const { placed, result, startedAt } = finished;
  const { step, visit, action, options } = placed;
  return {
    company,
    runId,
    step,
    visit,
    action,
    options: options as JsonObject,
    output: result.output,
    ...(result.notifications && { notifications: result.notifications }),
    ...(result.relay && { relay: result.relay }),
    ...(result.accepted && { accepted: result.accepted }),
    startedAt,
    endedAt: instantOf(ports.clock),
  };
}

function contextOf(
  ports: ActionPorts,
  { runId }: Call,
  { run, event, step, visit }: Surroundings & Pick<PlacedAction, 'step' | 'visit'>,
): ActionContext {
  return { run, step, visit, idempotencyKey: idempotencyKeyOf({ runId, step, visit }), event, ports };
}

async function surroundingsOf(ports: ActionPorts, { company, runId, event: id }: Call): Promise<Surroundings> {
  const [run, event] = await Promise.all([
    runItems.get(ports.store, { company, id: runId }),
    eventItems.get(ports.store, { company, ...id }),
  ]);
  if (!run || !event) {
    throw new ActionFailedError(`The ${run ? 'event' : 'run'} of this step is no longer kept.`);
  }
  // An execution may do a little more than its run, which was cancelled.
  if (!isOpenRun(run.value))
    throw new ActionFailedError(`The run has ended (${run.value.status}): nothing is done in it any more.`);
  return { run: run.value, event: event.value };
}
