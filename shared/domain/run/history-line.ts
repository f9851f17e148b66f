import type { JsonObject } from '../json/json.ts';

/** An event of the history of a run's executions, as far as the story needs it. */
export interface HistoryLine {
  readonly id: number;
  /** The event before it on the same path: branches and items are paths of their own. */
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: string;
  readonly details: JsonObject;
  /** Of an execution that does a part: the event by which that was started. */
  readonly partOf?: number;
}
