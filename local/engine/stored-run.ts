import type { Execution, Strand } from './execution.ts';

/** An execution with its strands, held by the one who works on it. */
export interface StoredRun {
  /** The number that the journal gave it; absent before it is there. */
  readonly number?: number;
  readonly execution: Execution;
  readonly strands: Map<string, Strand>;
  /** Its input as JSON text. */
  readonly inputText: string;
}
