import type { StoredEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import { recordView } from '../domain/run/execution-view.ts';
import { type ChoiceFault, choiceFaults } from '../domain/simulation/choice-faults.ts';
import type { SimulationInput } from '../domain/simulation/simulate.ts';
import { simulate } from '../domain/simulation/simulate.ts';
import type { Choices, Simulation } from '../domain/simulation/simulation.ts';
import type { WorkflowDefinition } from '../domain/workflow/definition.ts';
import type { Problem } from '../domain/workflow/problem.ts';
import type { WorkflowCompiler } from '../domain/workflow/workflow-compiler.ts';
import type { Ports } from '../ports/ports.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { conditionFacts } from './check-conditions.ts';
import { checkDefinition, hasErrors } from './check-definition.ts';
import { triggerOf } from './enabled-sets.ts';
import { listEvents } from './list-events.ts';
import type { PageRequest } from './read-page.ts';

export type SimulatePorts = Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'> & {
  readonly compiler: WorkflowCompiler;
};

/** What stands in for actions: nothing of what they do is done. */
export interface Stubs {
  isCommand(action: string): boolean;
  stubFor(stored: StoredEvent): SimulationInput['stub'];
}

export type SimulateResult<Answer> =
  | { readonly kind: 'simulated'; readonly answer: Answer; readonly problems: readonly Problem[] }
  | Unfit;

/** There is no workflow that could be simulated, or not with these choices. */
type Unfit =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'bad-choices'; readonly faults: readonly ChoiceFault[] };

/** What would become of one event with the definition as it stands now, enabled or not. */
export async function simulateWorkflow(
  ports: SimulatePorts,
  input: { company: string; code: string; stored: StoredEvent; inputs?: JsonObject; choices?: Choices },
  stubs: Stubs,
): Promise<SimulateResult<Simulation>> {
  const found = await definitionOf(ports, input);
  if (found.kind !== 'found') return found;
  const { definition, problems } = found;
  return { kind: 'simulated', problems, answer: await simulateOne(ports, { ...input, definition }, stubs) };
}

/** One event of a backtest. */
export interface BacktestedEvent {
  readonly event: { readonly id: string; readonly source: string; readonly type: string; readonly receivedAt: string };
  readonly simulation: Simulation;
}

/** One page of a backtest, newest event first, with what its runs would come to. Only events of the period and the type are read for it. */
export interface Backtest {
  readonly items: readonly BacktestedEvent[];
  readonly next?: string;
  readonly totals: { readonly events: number; readonly starts: number; readonly dollars: number };
}

/** What would have become of the stored events of a period. A long period is told page by page. */
export async function backtestWorkflow(
  ports: SimulatePorts,
  input: { company: string; code: string; since: string; until: string; choices?: Choices; page: PageRequest },
  stubs: Stubs,
): Promise<SimulateResult<Backtest>> {
  const found = await definitionOf(ports, input);
  if (found.kind !== 'found') return found;
  const { definition, problems } = found;
  const { company, since, until } = input;
  const filter = { type: triggerOf(definition), period: { since, until } };
  const page = await listEvents(ports, { company, filter }, input.page);
  const items: BacktestedEvent[] = [];
  for (const stored of page.items) {
    const { id, source, type, receivedAt } = stored.event;
    items.push({
      event: { id, source, type, receivedAt },
      simulation: await simulateOne(ports, { ...input, stored, definition }, stubs),
    });
  }
  const starts = items.filter(({ simulation }) => simulation.starts);
  const dollars = starts.reduce((sum, { simulation }) => sum + simulation.cost.per1000Runs.amount / 1_000, 0);
  const answer = {
    items,
    ...(page.next !== undefined && { next: page.next }),
    totals: { events: items.length, starts: starts.length, dollars: Number(dollars.toFixed(6)) },
  };
  return { kind: 'simulated', problems, answer };
}

async function definitionOf(
  ports: SimulatePorts,
  { company, code, choices = {} }: { company: string; code: string; choices?: Choices },
): Promise<
  { readonly kind: 'found'; readonly definition: WorkflowDefinition; readonly problems: readonly Problem[] } | Unfit
> {
  const workflow = await workflowItems.get(ports.store, { company, code });
  if (!workflow) return { kind: 'not-found' };
  const { definition, problems } = await checkDefinition(ports, company, workflow.value.definition);
  if (!definition || hasErrors(problems)) return { kind: 'invalid', problems };
  const faults = choiceFaults(definition, choices);
  return faults.length > 0 ? { kind: 'bad-choices', faults } : { kind: 'found', definition, problems };
}

/** Dates in conditions are counted from when the event came. */
async function simulateOne(
  ports: SimulatePorts,
  one: { definition: WorkflowDefinition; stored: StoredEvent; inputs?: JsonObject; choices?: Choices },
  stubs: Stubs,
): Promise<Simulation> {
  const { definition, stored, inputs, choices } = one;
  const clock = { ...ports.clock, now: () => Date.parse(stored.event.receivedAt) };
  const where = 'event' in definition.on ? (definition.on.where ?? {}) : {};
  return simulate({
    definition,
    facts: await conditionFacts({ ...ports, clock }, [where], stored),
    record: recordView(stored),
    ...(inputs && { inputs }),
    ...(choices && { choices }),
    evaluate: (expression, bindings) => ports.evaluator.evaluate(expression, bindings),
    isCommand: stubs.isCommand,
    sharedCalls: await ports.compiler.sharedCalls(definition),
    stub: stubs.stubFor(stored),
  });
}
