import type { Prepare } from '../store/operation.ts';

/** A transaction on the queues. */
export interface QueueContext {
  readonly prepare: Prepare;
  /** Milliseconds since 1970. */
  readonly now: number;
}
