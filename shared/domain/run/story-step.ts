import type { Json } from '../json/json.ts';
import type { Progress } from './loop-progress.ts';

/** One step of a run as people see it. */
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
