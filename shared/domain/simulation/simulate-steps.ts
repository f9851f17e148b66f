import type { Json, JsonObject } from '../json/json.ts';
import type { DoStep, TryStep } from '../workflow/definition.ts';
import { nestedLists, type StepList } from '../workflow/walk-steps.ts';
import { headOf, type Placed } from './placed.ts';
import { simulateBranches } from './simulate-branches.ts';
import { simulateWait } from './simulate-wait.ts';
import { SimulatedFailure, SimulatedGoto, type SimulatedRun, SimulationEnd, type Variables } from './simulated-run.ts';
import { evaluated, listOf, resolved } from './simulated-values.ts';

/** A run that does more steps than this goes round in a circle that only an event from outside would end. */
const MAX_STEPS = 1_000;

/** Does the steps of a run or of a branch; a `goto` stays inside. */
export async function simulateSection(run: SimulatedRun, list: StepList, variables: Variables): Promise<void> {
  let resume: string | undefined;
  for (;;) {
    try {
      await simulateList(run, list, { variables, resume });
      return;
    } catch (error) {
      if (!(error instanceof SimulatedGoto)) throw error;
      resume = pointerOf(list, error.target);
      if (resume === undefined) throw error;
    }
  }
}

/** What the steps see, and the place in the list, or deeper, where they begin. */
interface Going {
  readonly variables: Variables;
  readonly resume?: string | undefined;
}

async function simulateList(run: SimulatedRun, list: StepList, { variables, resume }: Going): Promise<void> {
  const first = resume === undefined ? 0 : list.steps.findIndex((_, index) => isAt(resume, `${list.pointer}/${index}`));
  for (const [index, step] of list.steps.entries()) {
    const pointer = `${list.pointer}/${index}`;
    if (index < first) continue;
    const inside = index === first && resume !== undefined && resume !== pointer;
    if (inside) await resumeInside(run, { step, pointer }, { variables, resume });
    else await simulateStep(run, { step, pointer }, variables);
  }
}

async function resumeInside(run: SimulatedRun, { step, pointer }: Placed, going: Going): Promise<void> {
  const inner = nestedLists(step, pointer).find((list) => isAt(going.resume ?? '', list.pointer));
  if (!inner) return;
  if ('try' in step && inner.pointer.endsWith('/try')) await simulateTry(run, { step, pointer }, going);
  else await simulateList(run, inner, going);
}

async function simulateStep(run: SimulatedRun, placed: Placed, variables: Variables): Promise<void> {
  const { step, pointer } = placed;
  if (run.path.length >= MAX_STEPS) throw new SimulationEnd({ status: 'endless' });
  if ('do' in step) return simulateAction(run, { step, pointer }, variables);
  if ('goto' in step) throw new SimulatedGoto(step.goto);
  if ('try' in step) return simulateTry(run, { step, pointer }, { variables });
  run.transitions += 1;
  if ('stop' in step) {
    run.path.push({ ...headOf(placed, 'stop'), output: step.stop });
    throw new SimulationEnd({ status: step.stop });
  }
  if ('set' in step) {
    const values = (await resolved(run, { ...step.set }, variables)) as JsonObject;
    Object.assign(variables, values);
    run.path.push({ ...headOf(placed, 'set'), output: values });
    return;
  }
  if ('if' in step || 'switch' in step) return choose(run, placed, variables);
  if ('forEach' in step || 'parallel' in step)
    return simulateBranches(run, { step, pointer }, { variables, section: simulateSection });
  const taken = await simulateWait(run, placed, variables);
  if (taken) await simulateList(run, taken, { variables });
}

async function simulateAction(run: SimulatedRun, placed: Placed<DoStep>, variables: Variables): Promise<void> {
  const { step, pointer } = placed;
  if (!run.world.sharesCall(placed)) {
    run.transitions += 1;
    run.calls += 1;
  }
  const options = (await resolved(run, { ...step.with }, variables)) as JsonObject;
  const { output, approvers } = await run.world.stub(step.do, options);
  if (step.id !== undefined) variables[step.id] = output;
  run.actions.push({ pointer, action: step.do, options, ...(approvers && { approvers }) });
  run.path.push({ ...headOf(placed, 'do'), input: { action: step.do, ...options }, output });
}

async function choose(run: SimulatedRun, placed: Placed, variables: Variables): Promise<void> {
  const { step, pointer } = placed;
  const lists = nestedLists(step, pointer);
  let chosen: StepList | undefined;
  let output: Json = null;
  if ('if' in step) {
    const holds = await evaluated(run, step.if, variables);
    if (typeof holds !== 'boolean') {
      throw new SimulatedFailure('States.QueryEvaluationError', 'The condition is neither true nor false.');
    }
    chosen = lists[holds ? 0 : 1];
    output = holds;
  } else if ('switch' in step) {
    const values = await listOf(run, step.switch, variables);
    const index = step.cases.findIndex(({ is }) => [is].flat().some((one) => values.length === 1 && one === values[0]));
    chosen = index >= 0 ? lists[index] : step.else && lists.at(-1);
    output = values[0] ?? null;
  }
  run.path.push({ ...headOf(placed, 'if' in step ? 'if' : 'switch'), output });
  if (chosen) await simulateList(run, chosen, { variables });
}

async function simulateTry(run: SimulatedRun, { step, pointer }: Placed<TryStep>, going: Going): Promise<void> {
  try {
    await simulateList(run, { steps: step.try, pointer: `${pointer}/try` }, going);
  } catch (error) {
    if (!(error instanceof SimulatedFailure)) throw error;
    if (step.id !== undefined) going.variables[step.id] = { error: error.error, cause: error.message };
    run.path.push({ ...headOf({ step, pointer }, 'try'), error: `${error.error}: ${error.message}` });
    await simulateList(run, { steps: step.catch, pointer: `${pointer}/catch` }, { variables: going.variables });
  }
}

function pointerOf(list: StepList, id: string): string | undefined {
  for (const [index, step] of list.steps.entries()) {
    const pointer = `${list.pointer}/${index}`;
    if (step.id === id) return pointer;
    for (const nested of nestedLists(step, pointer)) {
      const found = pointerOf(nested, id);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** True when `place` is this pointer or inside of it. */
function isAt(place: string, pointer: string): boolean {
  return place === pointer || place.startsWith(`${pointer}/`);
}
