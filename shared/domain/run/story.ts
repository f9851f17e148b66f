import type { RecordKey } from '../record/record.ts';
import type { Run } from './run.ts';
import type { StoryStep } from './story-step.ts';

/** Everything that happened in a run, step by step. */
export interface RunStory {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  /** `waiting`: the run holds a wait that nothing has ended yet. */
  readonly status: Run['status'] | 'waiting';
  readonly record: RecordKey;
  readonly event: Run['event'];
  readonly requestedBy?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly error?: Run['error'];
  /** Why the run stands still, and where. */
  readonly parked?: { readonly step: string; readonly action: string; readonly message: string };
  readonly response?: Run['response'];
  readonly steps: readonly StoryStep[];
}
