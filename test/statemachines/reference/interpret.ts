import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type {
  ApproveStep,
  ForEachStep,
  ParallelStep,
  RespondStep,
  RunStep,
  Step,
  TaskStep,
  TimeLimit,
  TryStep,
  WhenStep,
  WorkflowDefinition,
} from '../../../shared/domain/workflow/definition.ts';
import { expressionText } from '../../../shared/domain/workflow/expression-text.ts';
import { nestedLists, type StepList } from '../../../shared/domain/workflow/walk-steps.ts';
import { ACTIONS_OF_STEPS } from '../../../statemachines/compiler/implied-actions.ts';
import { type AskingKind, answersTo, askedOf, outcomeOf, runEnded, runStarted } from './asking.ts';
import { evaluate, evaluateOptional, evaluateText, StepFailure } from './evaluate.ts';
import { holds } from './holds.ts';
import { interpretDo } from './interpret-do.ts';
import { countStep, type Standing, type World } from './standing.ts';
import { answerOf, type Deed, eventView, RUN, recordView, type Story } from './story.ts';

/** Somebody said `stop`. */
class Stop extends Error {
  readonly outcome: Deed['outcome'];

  constructor(outcome: Deed['outcome']) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** Somebody said `goto`. */
class Goto extends Error {
  readonly target: string;

  constructor(target: string) {
    super(target);
    this.target = target;
  }
}

/**
 * The language, told the plain way: it walks over the steps as they are written. No states, no tokens, no retries of what never fails here.
 * What the compiler makes of a definition must do the same.
 */
export async function interpretDefinition(definition: WorkflowDefinition, story: Story): Promise<Deed> {
  const world: World = { calls: [], events: [...story.later], steps: 0 };
  const event = eventView(story.event);
  const variables = { run: RUN, event, record: event.record ?? null, inputs: story.inputs };
  try {
    await runSection({ steps: definition.steps, pointer: '/steps' }, { variables, world, tried: false });
    return { outcome: 'succeeded', calls: world.calls };
  } catch (error) {
    if (error instanceof Stop) return { outcome: error.outcome, ...errorOf(error.outcome), calls: world.calls };
    if (error instanceof StepFailure) return { outcome: 'failed', error: error.error, calls: world.calls };
    throw error;
  }
}

function errorOf(outcome: Deed['outcome']): { error?: string } {
  if (outcome === 'succeeded') return {};
  return { error: outcome === 'failed' ? 'WorkflowFailed' : 'WorkflowCancelled' };
}

/** The steps of a run or of a branch: a `goto` stays inside. */
async function runSection(list: StepList, at: Standing): Promise<void> {
  let resume: string | undefined;
  for (;;) {
    try {
      return await runList(list, at, resume);
    } catch (error) {
      if (!(error instanceof Goto)) throw error;
      resume = pointerOf(list, error.target);
    }
  }
}

/** @param resume pointer of the step to begin with, in this list or deeper. */
async function runList(list: StepList, at: Standing, resume?: string): Promise<void> {
  const pointers = list.steps.map((_, index) => `${list.pointer}/${index}`);
  const first = resume === undefined ? 0 : pointers.findIndex((pointer) => isAt(resume, pointer));
  for (const [index, step] of list.steps.entries()) {
    const pointer = pointers[index] ?? '';
    if (index < first) continue;
    if (index === first && resume !== undefined && resume !== pointer) await resumeInside(step, pointer, at, resume);
    else await runStep(step, pointer, at);
  }
}

async function resumeInside(step: Step, pointer: string, at: Standing, resume: string): Promise<void> {
  const inner = nestedLists(step, pointer).find((list) => isAt(resume, list.pointer));
  if (!inner) throw new Error(`nothing at ${resume}`);
  if ('try' in step && inner.pointer.endsWith('/try')) await runTry(step, pointer, at, resume);
  else await runList(inner, at, resume);
}

async function runStep(step: Step, pointer: string, at: Standing): Promise<void> {
  const lists = nestedLists(step, pointer);
  const { variables, world } = at;
  countStep(world);
  if ('do' in step) return interpretDo(step, at);
  if ('approve' in step) return runAsking(step, 'approve', lists, at);
  if ('task' in step) return runAsking(step, 'task', lists, at);
  if ('run' in step) return runOther(step, at);
  if ('respond' in step) return runRespond(step, at);
  if ('set' in step) {
    Object.assign(variables, await evaluate({ ...step.set }, variables));
  } else if ('if' in step) {
    const holds = await evaluateText(sourceOf(step.if), variables);
    if (typeof holds !== 'boolean') throw new StepFailure('States.QueryEvaluationError', 'neither true nor false');
    await runOptional(lists[holds ? 0 : 1], at);
  } else if ('switch' in step) {
    const value = await evaluateOptional(sourceOf(step.switch), variables);
    const chosen = step.cases.findIndex(({ is }) => [is].flat().some((one) => value !== undefined && one === value));
    const otherwise = step.else ? lists.at(-1) : undefined;
    await runOptional(chosen < 0 ? otherwise : lists[chosen], at);
  } else if ('when' in step) await runWhen(step, lists, at);
  else if ('forEach' in step) await runForEach(step, lists[0], at);
  else if ('parallel' in step) await runParallel(step, lists, at);
  else if ('try' in step) await runTry(step, pointer, at);
  else if ('wait' in step) await evaluate({ ...step.wait }, variables);
  else if ('goto' in step) throw new Goto(step.goto);
  else if ('stop' in step) throw new Stop(step.stop);
}

async function runOptional(list: StepList | undefined, at: Standing): Promise<void> {
  if (list) await runList(list, at);
}

/** Events that come while nobody waits for them are kept; the first one of a kind that the wait knows is taken or, if no condition holds, gone. */
async function runWhen(step: WhenStep, lists: readonly StepList[], at: Standing): Promise<void> {
  const { world, variables } = at;
  for (const event of [...world.events]) {
    const known = step.when.some((branch) => branch.event === event.type);
    if (!known) continue;
    world.events = world.events.filter((kept) => kept !== event);
    const branch = step.when.findIndex((one) => one.event === event.type && holds(one.where, event));
    if (branch < 0) continue;
    variables.event = eventView(event);
    variables.record = recordView(event.fields);
    if (step.id !== undefined) variables[step.id] = { branch };
    return runOptional(lists[branch], at);
  }
  // Also where the step says nothing of it and fails.
  if (step.id !== undefined) variables[step.id] = { branch: 'timeout' };
  return runTimeout(step.timeout, lists, at);
}

async function runTimeout(timeout: TimeLimit | undefined, lists: readonly StepList[], at: Standing): Promise<void> {
  if (!timeout) throw new StepFailure('NothingCame', 'nothing came');
  return runOptional(lists.at(-1), at);
}

/** Asks, and looks after each answer whether it is decided. */
async function runAsking(
  step: ApproveStep | TaskStep,
  kind: AskingKind,
  lists: readonly StepList[],
  at: Standing,
): Promise<void> {
  const { world, variables } = at;
  const [ask, outcome] = ACTIONS_OF_STEPS[kind];
  const written = 'approve' in step ? step.approve : step.task;
  const options = (await evaluate(JSON.parse(JSON.stringify(written)), variables)) as JsonObject;
  const asked = askedOf(options);
  const call = { step: step.id ?? '' };
  world.calls.push({ ...call, action: ask, options });
  for (const [index, event] of answersTo(kind, asked).entries()) {
    variables.event = eventView(event);
    variables.record = recordView(event.fields);
    world.calls.push({ ...call, action: outcome, options: { asked } });
    const { decided, result } = outcomeOf(asked, index + 1);
    if (step.id !== undefined) variables[step.id] = result;
    if (decided) return;
  }
  return runTimeout(step.timeout, lists, at);
}

async function runOther(step: RunStep, { variables, world }: Standing): Promise<void> {
  const [start, outcome] = ACTIONS_OF_STEPS.run;
  const inputs = step.inputs && { inputs: await evaluate({ ...step.inputs }, variables) };
  const options: JsonObject = { workflow: step.run, ...inputs };
  const call = { step: step.id ?? '' };
  world.calls.push({ ...call, action: start, options });
  const started = runStarted(options);
  if (!started) throw new StepFailure('ActionFailed', 'there is no such workflow');
  const { runId = null } = started;
  if (!step.background) world.calls.push({ ...call, action: outcome, options: { runId } });
  if (step.id !== undefined) variables[step.id] = step.background ? started : runEnded(runId);
}

async function runRespond(step: RespondStep, { variables, world }: Standing): Promise<void> {
  const options = (await evaluate({ ...step.respond }, variables)) as JsonObject;
  world.calls.push({ step: step.id ?? '', action: 'flow.respond', options });
  if (step.id !== undefined) variables[step.id] = answerOf('flow.respond', options);
}

async function runForEach(step: ForEachStep, list: StepList | undefined, at: Standing): Promise<void> {
  const written =
    typeof step.forEach === 'string' ? await evaluateOptional(sourceOf(step.forEach), at.variables) : undefined;
  const items =
    typeof step.forEach === 'string' ? asList(written) : asList(await evaluate([...step.forEach], at.variables));
  const results: Json[] = [];
  for (const item of items) {
    const inner = { ...at, variables: { ...at.variables, [step.as ?? 'item']: item } };
    if (list) await runSection(list, inner);
    results.push(step.result === undefined ? {} : await evaluate(step.result, inner.variables));
  }
  if (step.id !== undefined && step.result !== undefined) at.variables[step.id] = results;
}

function asList(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** One after the other here: what branches do does not depend on each other, and calls are compared without their order. */
async function runParallel(step: ParallelStep, lists: readonly StepList[], at: Standing): Promise<void> {
  const results: Json[] = [];
  for (const [index, { result }] of step.parallel.entries()) {
    const inner = { ...at, variables: { ...at.variables } };
    const list = lists[index];
    if (list) await runSection(list, inner);
    results.push(result === undefined ? {} : await evaluate(result, inner.variables));
  }
  const named = step.id !== undefined && step.parallel.some(({ result }) => result !== undefined);
  if (named && step.id !== undefined) at.variables[step.id] = results;
}

async function runTry(step: TryStep, pointer: string, at: Standing, resume?: string): Promise<void> {
  try {
    await runList({ steps: step.try, pointer: `${pointer}/try` }, { ...at, tried: true }, resume);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    if (step.id !== undefined) at.variables[step.id] = { error: error.error, cause: error.message };
    await runList({ steps: step.catch, pointer: `${pointer}/catch` }, at);
  }
}

function pointerOf(list: StepList, id: string): string {
  for (const [index, step] of list.steps.entries()) {
    const pointer = `${list.pointer}/${index}`;
    if (step.id === id) return pointer;
    for (const nested of nestedLists(step, pointer)) {
      const found = pointerOf(nested, id);
      if (found) return found;
    }
  }
  return '';
}

/** True when `pointer` is this place or a place around it. */
function isAt(place: string, pointer: string): boolean {
  return place === pointer || place.startsWith(`${pointer}/`);
}

function sourceOf(text: string): string {
  return expressionText(text) ?? text;
}
