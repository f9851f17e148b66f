import type { Json } from '../json/json.ts';
import type { RecordKey } from '../record/record.ts';
import type { Progress } from './loop-progress.ts';
import type { Run } from './run.ts';

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

export interface StoryStep {
  /** The step's id in the definition. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly status: 'running' | 'waiting' | 'succeeded' | 'failed';
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly input?: Json;
  readonly output?: Json;
  readonly error?: { readonly name: string; readonly message: string };
  /** Of a loop. A part of a long list tells of the whole list. */
  readonly progress?: Progress;
}
