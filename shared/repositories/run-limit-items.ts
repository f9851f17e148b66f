import { defineItemType } from './item-type.ts';
import { keyOf, later, ONLY } from './key-text.ts';

/** Which workflow limits its runs, and by what they are told apart. */
export interface LaneId {
  readonly company: string;
  readonly workflowId: string;
  /** `all`, or a text that stands for the record or the value. */
  readonly lane: string;
}

/** Who runs now in a lane that takes only so many runs. */
export interface Lane extends LaneId {
  readonly runIds: readonly string[];
}

export const laneItems = defineItemType<Lane, LaneId>({
  type: 'lane',
  key: ({ company, workflowId, lane }) => ({ partition: keyOf('lane', company, workflowId, lane), sort: ONLY }),
  idOf: (lane) => lane,
});

/** A run that waits for its turn. */
export interface LaneWait extends LaneId {
  readonly runId: string;
  /** Run, step and visit: what it waits for is told under this key. */
  readonly commandId: string;
  /** How many the lane takes, as the version of the run says. */
  readonly atOnce: number;
  readonly since: string;
}

export const laneWaitItems = defineItemType<LaneWait, LaneId & { since: string; runId: string }>({
  type: 'laneWait',
  key: (wait) => ({ partition: waitsOfLane(wait), sort: keyOf(wait.since, wait.runId) }),
  idOf: (wait) => wait,
});

/** The base partition of all who wait in a lane, who came first first. */
export function waitsOfLane({ company, workflowId, lane }: LaneId): string {
  return keyOf('laneWait', company, workflowId, lane);
}

const LONGEST_RUN_MILLISECONDS = 366 * 86_400_000;

/** The event that came last where only the last one is heeded. It is kept for as long as a run of an earlier one may still ask. */
export interface LastEvent extends LaneId {
  readonly runId: string;
  readonly receivedAt: string;
  /** Which event of its record it is: those that came together have the same time. */
  readonly sequence: number;
}

export const lastEventItems = defineItemType<LastEvent, LaneId>({
  type: 'lastEvent',
  key: ({ company, workflowId, lane }) => ({ partition: keyOf('lastEvent', company, workflowId, lane), sort: ONLY }),
  idOf: (last) => last,
  expiresAt: ({ receivedAt }) => later(receivedAt, LONGEST_RUN_MILLISECONDS),
});

/** How many runs a workflow has had on one day. */
export interface RunsOfDay {
  readonly company: string;
  readonly workflowId: string;
  /** ISO 8601 date, UTC. */
  readonly day: string;
  readonly count: number;
}

const TWO_DAYS_MILLISECONDS = 2 * 86_400_000;

export const runsOfDayItems = defineItemType<RunsOfDay, Pick<RunsOfDay, 'company' | 'workflowId' | 'day'>>({
  type: 'runsOfDay',
  key: ({ company, workflowId, day }) => ({ partition: keyOf('runsOfDay', company, workflowId), sort: day }),
  idOf: (runs) => runs,
  expiresAt: ({ day }) => later(`${day}T00:00:00.000Z`, TWO_DAYS_MILLISECONDS),
});

/** How many runs of a workflow have failed since one succeeded. There is none while none has. */
export interface FailuresInRow {
  readonly company: string;
  readonly workflowId: string;
  readonly count: number;
  /** Events start it no more since then: it failed too often. Until a run succeeds, or it is enabled again. */
  readonly pausedAt?: string;
}

export const failuresInRowItems = defineItemType<FailuresInRow, Pick<FailuresInRow, 'company' | 'workflowId'>>({
  type: 'failuresInRow',
  key: ({ company, workflowId }) => ({ partition: keyOf('failuresInRow', company, workflowId), sort: ONLY }),
  idOf: (failures) => failures,
});
