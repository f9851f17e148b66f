import type { ConditionCheck, ConditionFacts, EvaluateExpression } from '../condition/condition-facts.ts';
import { evaluateConditions } from '../condition/evaluate-conditions.ts';
import { canonicalEvent } from '../event/business-central-events.ts';
import type { JsonObject } from '../json/json.ts';
import type { WorkflowDefinition } from '../workflow/definition.ts';
import { costEstimate } from './cost-estimate.ts';
import { simulateSection } from './simulate-steps.ts';
import { SimulatedFailure, type SimulatedRun, SimulationEnd, type StubbedAnswer } from './simulated-run.ts';
import type { Choices, SimulatedOutcome, Simulation } from './simulation.ts';

/** What is simulated, and what stands in for the world. */
export interface SimulationInput {
  readonly definition: WorkflowDefinition;
  readonly facts: ConditionFacts;
  /** `$record` and `$inputs`. */
  readonly record: JsonObject;
  readonly inputs?: JsonObject;
  readonly choices?: Choices;
  readonly evaluate: EvaluateExpression;
  isCommand(action: string): boolean;
  /** Pointers of the steps that are done in the call of the step before them. */
  readonly sharedCalls: readonly string[];
  stub(action: string, options: JsonObject): Promise<StubbedAnswer>;
}

/** Which actions only tell somebody something. */
const MESSAGES = ['email.send', 'notifications.', 'flow.respond'];
const ASKS = ['approvals.create', 'approvals.ask', 'tasks.assign'];

/** Follows a definition with one event along the choices that were made at its waits (the first branch where none was made). */
export async function simulate(input: SimulationInput): Promise<Simulation> {
  const { definition, facts, evaluate } = input;
  const where = 'event' in definition.on ? (definition.on.where ?? {}) : {};
  const { holds: fits, checks } = await evaluateConditions(where, facts, evaluate);
  const otherEvent = checkEvent(definition, facts);
  const holds = fits && !otherEvent;
  const run = newRun(input);
  const outcome = holds ? await outcomeOf(run, input) : undefined;
  const actionsOf = (belongs: (action: string) => boolean) => run.actions.filter(({ action }) => belongs(action));
  return {
    starts: holds,
    conditions: [...(otherEvent ? [otherEvent] : []), ...checks],
    path: run.path,
    ...(outcome && { outcome }),
    asks: actionsOf((action) => ASKS.includes(action)),
    messages: actionsOf((action) => MESSAGES.some((message) => action.startsWith(message))),
    commands: actionsOf(input.isCommand),
    cost: holds ? costEstimate(run.transitions, run.calls) : costEstimate(0, 0),
  };
}

/** What stands in the way where the event is none that starts the workflow. */
function checkEvent({ on }: WorkflowDefinition, { event }: ConditionFacts): ConditionCheck | undefined {
  const wanted = 'event' in on ? canonicalEvent(on.event) : undefined;
  const { type = null } = event;
  if (wanted === undefined || type === wanted) return undefined;
  return { pointer: '', text: `the event is ${wanted}`, value: type, holds: false, reason: `it is ${type}` };
}

/** Start and done are states too. */
function newRun({ evaluate, isCommand, sharedCalls, stub, choices = {} }: SimulationInput): SimulatedRun {
  return {
    world: {
      evaluate,
      isCommand,
      sharesCall: ({ pointer }) => sharedCalls.includes(pointer),
      stub,
      chosen: ({ id, pointer }, met) => {
        const list = (id !== undefined ? choices[id] : undefined) ?? choices[pointer];
        return list?.[met];
      },
    },
    path: [],
    actions: [],
    transitions: 2,
    calls: 0,
    met: new Map(),
  };
}

async function outcomeOf(
  run: SimulatedRun,
  { definition, facts, record, inputs = {} }: SimulationInput,
): Promise<SimulatedOutcome> {
  const variables: JsonObject = {
    run: { id: 'simulated', workflow: definition.code, version: 0 },
    event: facts.event,
    record,
    inputs,
  };
  try {
    await simulateSection(run, { steps: definition.steps, pointer: '/steps' }, variables);
    return { status: 'succeeded' };
  } catch (error) {
    if (error instanceof SimulationEnd) return error.outcome;
    if (!(error instanceof SimulatedFailure)) throw error;
    return { status: 'failed', error: { name: error.error, message: error.message } };
  }
}
