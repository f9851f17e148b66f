import type { Execution, Strand } from './execution.ts';

/** An execution with its strands, held by the one who works on it. */
export interface StoredRun {
  /** What the journal holds of it; absent before it is there. */
  readonly row?: ExecutionRow;
  readonly execution: Execution;
  readonly strands: Map<string, Strand>;
  /** Its input as JSON text. */
  readonly inputText: string;
}

/** What an execution's row in the journal says beside its state. */
export interface ExecutionRow {
  readonly number: number;
  /** Milliseconds since 1970 at which it needs attention. */
  readonly dueAt: number;
  /** A task is to be called, or waits for the end of another execution: to be looked at after a restart. */
  readonly hasTask: boolean;
}
