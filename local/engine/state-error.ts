/** A failure inside an execution, under the name that Retry and Catch match. */
export class StateError extends Error {
  override readonly name = 'StateError';
  /** AWS's `Error`; undefined where a failure was reported without one. */
  readonly error: string | undefined;
  /** AWS's `Cause`. */
  readonly reason: string | undefined;
  constructor(error: string | undefined, reason: string | undefined) {
    super(reason ?? error ?? 'failed');
    this.error = error;
    this.reason = reason;
  }
}

/** An expression gave no value, another type than its field needs, or an error. It can be caught like any other failure. */
export class QueryEvaluationError extends StateError {
  /** The field, as in `Arguments/Payload/id`. */
  readonly location: string;
  constructor(location: string, reason: string) {
    super('States.QueryEvaluationError', reason);
    this.location = location;
  }
}

/** Step Functions stops the execution at once; Retry and Catch do not see it (except by this very name). */
export const UNCATCHABLE = ['States.Runtime', 'States.DataLimitExceeded'];

/** Whether a list of error names of a Retry or Catch covers an error. */
export function matchesError(names: readonly string[], error: string | undefined): boolean {
  const name = error ?? '';
  if (names.includes(name)) return true;
  if (UNCATCHABLE.includes(name)) return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && name !== 'States.Timeout' && name !== 'States.HeartbeatTimeout';
}
