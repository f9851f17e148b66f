import type { Json } from '../json/json.ts';
import type { ForEachStep, ParallelStep } from '../workflow/definition.ts';
import { nestedLists, type StepList } from '../workflow/walk-steps.ts';
import { headOf, type Placed } from './placed.ts';
import type { SimulatedRun, Variables } from './simulated-run.ts';
import { listOf, resolved } from './simulated-values.ts';

/** Does the steps of one branch. */
type Section = (run: SimulatedRun, list: StepList, variables: Variables) => Promise<void>;

/** One branch: what it starts with beside the variables around, and what it leaves behind. */
interface Branch {
  readonly own: Variables;
  readonly result: Json | undefined;
}

/** Does what a step with branches does, one branch after the other. What they set is their own. */
export async function simulateBranches(
  run: SimulatedRun,
  placed: Placed<ForEachStep | ParallelStep>,
  going: { readonly variables: Variables; readonly section: Section },
): Promise<void> {
  const { step, pointer } = placed;
  const { variables, section } = going;
  const isLoop = 'forEach' in step;
  const lists = nestedLists(step, pointer);
  const branches = isLoop
    ? await itemsOf(run, step, variables)
    : step.parallel.map(({ result }) => ({ own: {}, result }));
  run.path.push({ ...headOf(placed, isLoop ? 'forEach' : 'parallel'), output: branches.length });
  const results: Json[] = [];
  for (const [index, branch] of branches.entries()) {
    const inner = { ...variables, ...branch.own };
    const list = lists[isLoop ? 0 : index];
    run.transitions += 2;
    if (list) await section(run, list, inner);
    results.push(branch.result === undefined ? {} : await resolved(run, branch.result, inner));
  }
  if (step.id !== undefined) variables[step.id] = results;
}

async function itemsOf(
  run: SimulatedRun,
  { forEach, as = 'item', result }: ForEachStep,
  variables: Variables,
): Promise<Branch[]> {
  const items =
    typeof forEach === 'string' ? await listOf(run, forEach, variables) : await resolved(run, [...forEach], variables);
  return Array.isArray(items) ? items.map((item: Json) => ({ own: { [as]: item }, result })) : [];
}
