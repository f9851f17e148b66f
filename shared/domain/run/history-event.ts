import type { JsonObject } from '../json/json.ts';

/** One event of an execution's history, under AWS's names (`TaskStateEntered`, `TaskScheduled`, ...). */
export interface HistoryEvent {
  readonly id: number;
  /** The event before it on the same path: branches and items are paths of their own. */
  readonly previousEventId: number;
  readonly type: string;
  /** ISO 8601 instant. */
  readonly timestamp: string;
  /** The `...EventDetails` of AWS's answer: `name`, `input`, `output`, `error`, `cause`, ... */
  readonly details: JsonObject;
}
