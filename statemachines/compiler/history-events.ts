import { type MapState, type Section, type State, sectionsOf } from './asl.ts';
import { START_AND_AWAIT } from './call-states.ts';

/** How many events of an execution's history loops may take. */
export interface HistoryBudget {
  /** All loops of the execution itself. Enough is left for what stands around them. */
  readonly loops: number;
  /** A loop inside a loop, within the execution of the loop around it. */
  readonly innerLoop: number;
  /** The rounds of a branch whose steps a `goto` comes back to, within the execution that it stands in. */
  readonly rounds: number;
  /** A part of a long list, or the rest of a branch: an execution of its own that does nothing else. */
  readonly part: number;
  /** How many parts all loops of an execution may have. */
  readonly parts: number;
}

/** A part leaves in the execution that orders it: its item, its Task, and how it ended. */
const EVENTS_PER_PART = 14;

/** AWS ends an execution after 25,000 events. */
export const AWS_HISTORY: HistoryBudget = {
  loops: 16_000,
  innerLoop: 400,
  rounds: 1_500,
  part: 20_000,
  parts: 16_000 / EVENTS_PER_PART,
};

/** How many parts a loop inside a loop may have. */
export const PARTS_OF_INNER_LOOP = 20;

/** A Task that is tried once leaves five or six events; there is room for one more try. */
const EVENTS_PER_TASK = 8;
const EVENTS_PER_STATE = 2;

/** How often the steps of a section can be gone through again with so many events. */
export function roundsIn(events: number, section: Section, budget: HistoryBudget): number {
  return Math.max(1, Math.floor(events / historyEventsOf(section, budget)));
}

/** How many events a section leaves in the history when each of its states is entered once. Loops count as much as they may take. */
function historyEventsOf({ States }: Section, budget: HistoryBudget): number {
  return Object.values(States).reduce((sum, state) => sum + eventsOf(state, budget), EVENTS_PER_STATE);
}

function eventsOf(state: State, budget: HistoryBudget): number {
  switch (state.Type) {
    case 'Task':
      return EVENTS_PER_TASK;
    case 'Parallel':
      return sectionsOf(state).reduce((sum, branch) => sum + eventsOfBranch(branch, budget), 2 * EVENTS_PER_STATE);
    case 'Map':
      if (isOfParts(state)) return PARTS_OF_INNER_LOOP * EVENTS_PER_PART;
      return Math.max(budget.innerLoop, eventsOfBranch(state.ItemProcessor, budget));
    default:
      return EVENTS_PER_STATE;
  }
}

/** As {@link historyEventsOf}, with the rounds of a branch that goes on elsewhere after them. */
export function eventsOfBranch(section: Section, budget: HistoryBudget): number {
  const events = historyEventsOf(section, budget);
  return ordersExecutions(section) ? Math.max(budget.rounds, events) : events;
}

function ordersExecutions({ States }: Section): boolean {
  return Object.values(States).some((state) => state.Type === 'Task' && state.Resource === START_AND_AWAIT);
}

/** It orders an execution for each part of a list. */
function isOfParts({ ItemProcessor: { StartAt, States } }: MapState): boolean {
  const first = States[StartAt];
  return first?.Type === 'Task' && first.Resource === START_AND_AWAIT;
}
