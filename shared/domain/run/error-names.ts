import type { StopStep } from '../workflow/definition.ts';

/** The errors by which a compiled machine ends a run as its author chose: `finish-run` and the states around a branch know them by these names. */
export const ERROR_OF_STOP = {
  succeeded: 'WorkflowSucceeded',
  failed: 'WorkflowFailed',
  cancelled: 'WorkflowCancelled',
} as const satisfies Record<StopStep['stop'], string>;

/** The error of a run that the limits of its workflow ended. Nobody needs to hear of it. */
export const RUN_NOT_NEEDED = 'RunNotNeeded';

/** The error of a run whose wait was in vain, where the workflow does not say what to do then. */
export const NOTHING_CAME = 'NothingCame';

/** By these a machine ends a run on purpose: retried, it would end the same way at once. */
export const ENDS_AGAIN: readonly string[] = [ERROR_OF_STOP.failed, NOTHING_CAME];

/** The error with which the execution of a run that somebody cancelled is stopped. */
export const RUN_CANCELLED = 'RunCancelled';
