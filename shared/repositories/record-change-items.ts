import type { RecordChange } from '../domain/record/record-change.ts';
import { defineItemType } from './item-type.ts';
import { keyOf } from './key-text.ts';

/** New values that a run holds back, by field. */
export const recordChangeItems = defineItemType<RecordChange, { company: string; runId: string; field: string }>({
  type: 'recordChange',
  key: ({ company, runId, field }) => ({ partition: changesOfRun({ company, runId }), sort: field }),
  idOf: (change) => change,
});

/** The base partition of what a run holds back. */
export function changesOfRun(run: { company: string; runId: string }): string {
  return keyOf('recordChange', run.company, run.runId);
}
