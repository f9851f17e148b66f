/** How many runs of one workflow there may be, and how soon. */
export interface RunLimits {
  /** Runs at the same time. Further ones wait for their turn, in the order in which they came. */
  readonly atOnce?: number;
  /** One run at a time for each record, or for each value of an expression; the others wait for their turn. */
  readonly onePer?: string;
  /** Of several events within a period only the last one is heeded: a run waits so long, and gives way to a later one. */
  readonly debounce?: {
    /** ISO 8601 duration. */
    readonly for: string;
    /** As `onePer`; the record when absent. */
    readonly per?: string;
  };
  /** Runs on one day (UTC). Further ones end at once, and somebody is warned. */
  readonly perDay?: number;
}

/** The lane in which all runs of a workflow stand. Those of a record or a value have lanes of their own, which take one run. */
export const LANE_OF_ALL = 'all';

/** Instead of an expression: each record for itself. */
export const PER_RECORD = 'record';
