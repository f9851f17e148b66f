import type { Json, JsonObject } from '../json/json.ts';
import { NOTHING_CAME } from '../run/error-names.ts';
import type { TimeLimit } from '../workflow/definition.ts';
import { nestedLists, type StepList } from '../workflow/walk-steps.ts';
import { isEvent } from './choice-faults.ts';
import { headOf, type Placed } from './placed.ts';
import { type SimulatedRun, SimulationEnd, type Variables } from './simulated-run.ts';
import { resolved } from './simulated-values.ts';

/** Does a step at which a run stands, answers, starts another run or lets time pass. Answers the list that it goes on with, if any. */
export async function simulateWait(
  run: SimulatedRun,
  placed: Placed,
  variables: Variables,
): Promise<StepList | undefined> {
  const { step, pointer } = placed;
  if ('when' in step) return simulateWhen(run, placed, variables);
  if ('approve' in step) return ask(run, placed, { action: 'approvals.ask', options: plain(step.approve), variables });
  if ('task' in step) return ask(run, placed, { action: 'tasks.assign', options: plain(step.task), variables });
  if ('wait' in step) {
    run.path.push({ ...headOf(placed, 'wait'), output: await resolved(run, { ...step.wait }, variables) });
  }
  if ('respond' in step) {
    const options = (await resolved(run, plain(step.respond), variables)) as JsonObject;
    run.calls += 1;
    run.actions.push({ pointer, action: 'flow.respond', options });
    run.path.push({ ...headOf(placed, 'respond'), output: options });
  }
  if ('run' in step) {
    const inputs = await resolved(run, { ...step.inputs }, variables);
    run.calls += 1;
    run.transitions += step.background ? 0 : 2;
    if (step.id !== undefined) variables[step.id] = { runId: 'simulated', status: 'succeeded', response: {} };
    run.path.push({ ...headOf(placed, 'run'), input: inputs });
  }
  return undefined;
}

/** The event of the chosen branch is not known: `$event` and `$record` stay as they are. */
function simulateWhen(run: SimulatedRun, placed: Placed, variables: Variables): StepList | undefined {
  const { step, pointer } = placed;
  if (!('when' in step)) return undefined;
  const choice = choiceAt(run, placed) ?? 0;
  run.transitions += 1;
  run.calls += 1;
  if (choice === 'timeout') return timeout(run, placed, step.timeout, variables);
  const branch = step.when.findIndex(({ event }, index) => index === choice || isEvent(event, choice));
  if (branch < 0) throw new SimulationEnd({ status: 'waiting' });
  if (step.id !== undefined) variables[step.id] = { branch };
  run.path.push({ ...headOf(placed, 'when'), output: { branch, event: step.when[branch]?.event ?? null } });
  return nestedLists(step, pointer)[branch];
}

async function ask(
  run: SimulatedRun,
  placed: Placed,
  asked: { action: string; options: JsonObject; variables: Variables },
): Promise<StepList | undefined> {
  const { step, pointer } = placed;
  const { action, variables } = asked;
  const options = (await resolved(run, asked.options, variables)) as JsonObject;
  const { output, approvers } = await run.world.stub(action, options);
  run.actions.push({ pointer, action, options, ...(approvers && { approvers }) });
  run.transitions += 4;
  run.calls += 3;
  const choice = choiceAt(run, placed);
  if (choice === 'timeout')
    return timeout(run, placed, 'approve' in step || 'task' in step ? step.timeout : undefined, variables);
  const result = choice === undefined ? output : chosenResult(output, choice);
  if (step.id !== undefined) variables[step.id] = result;
  run.path.push({ ...headOf(placed, 'approve' in step ? 'approve' : 'task'), input: options, output: result });
  return undefined;
}

/** What the story says of the answer, and what it does not say as the stub does. */
function chosenResult(output: Json, choice: number | string): Json {
  const rest = typeof output === 'object' && output !== null && !Array.isArray(output) ? output : {};
  return { ...rest, outcome: choice, done: choice !== 'notDone' };
}

function timeout(
  run: SimulatedRun,
  placed: Placed,
  limit: TimeLimit | undefined,
  variables: Variables,
): StepList | undefined {
  if (!limit)
    throw new SimulationEnd({ status: 'failed', error: { name: NOTHING_CAME, message: 'Nothing came in time.' } });
  if (placed.step.id !== undefined) variables[placed.step.id] = { branch: 'timeout' };
  run.transitions += 1;
  run.path.push({ ...headOf(placed, 'when'), output: { branch: 'timeout', after: limit.after } });
  return nestedLists(placed.step, placed.pointer).at(-1);
}

function choiceAt(run: SimulatedRun, { step, pointer }: Placed): number | string | undefined {
  const met = run.met.get(pointer) ?? 0;
  run.met.set(pointer, met + 1);
  return run.world.chosen({ pointer, ...(step.id !== undefined && { id: step.id }) }, met);
}

function plain(options: object): JsonObject {
  return JSON.parse(JSON.stringify(options)) as { [option: string]: Json };
}
