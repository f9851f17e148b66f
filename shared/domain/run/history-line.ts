import type { HistoryEvent } from './history-event.ts';

/** An event of the history of a run, which may have several executions. */
export interface HistoryLine extends HistoryEvent {
  /** Of an execution that does a part: the event by which that was started. */
  readonly partOf?: number;
}
