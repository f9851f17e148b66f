import type { Clock } from '../../shared/ports/clock.ts';
import type { IdSource } from '../../shared/ports/id-source.ts';
import type { Prepare } from '../store/statements.ts';

/** What the parts of the queue share. */
export interface QueueContext {
  readonly prepare: Prepare;
  readonly clock: Clock;
  readonly ids: IdSource;
}
