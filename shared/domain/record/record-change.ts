import type { Json } from '../json/json.ts';
import type { RecordKey } from './record.ts';

/** A new value that was taken back and waits for approval (Business Central: Workflow - Record Change, domain 4.9). */
export interface RecordChange {
  readonly company: string;
  readonly runId: string;
  readonly record: RecordKey;
  readonly field: string;
  /** What the record has while approval is asked. */
  readonly oldValue: Json;
  /** What it gets once all have approved. */
  readonly newValue: Json;
  /** `applying`: the source was asked to take the new value. */
  readonly status: 'held' | 'applying' | 'applied' | 'discarded';
  readonly at: string;
}

/** True while the new value may still be applied. */
export function isActive(change: Pick<RecordChange, 'status'>): boolean {
  return change.status === 'held' || change.status === 'applying';
}
