/** A failure inside an execution, under the name that Retry and Catch match. */
export class StateError extends Error {
  override readonly name: string = 'StateError';
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

/** A heartbeat did not come in time. AWS reports it as `States.Timeout`; Retry and Catch know it by both names. */
export class HeartbeatTimeoutError extends StateError {
  override readonly name = 'HeartbeatTimeoutError';
  constructor() {
    super('States.Timeout', undefined);
  }
}

/** An expression gave no value, another type than its field needs, or an error. It can be caught like any other failure. */
export class QueryEvaluationError extends StateError {
  override readonly name = 'QueryEvaluationError';
  /** The field, as in `Arguments/Payload/id`; undefined where it is the state's input. */
  readonly location: string | undefined;
  /** True when the expression gave a value, which the state then could not use. */
  readonly evaluated: boolean;
  constructor(location: string | undefined, reason: string, evaluated = false) {
    super('States.QueryEvaluationError', reason);
    this.location = location;
    this.evaluated = evaluated;
  }
}

/** Nothing more can be told of the execution: it ends, whatever its states would catch. */
export class HistoryFullError extends Error {
  override readonly name = 'HistoryFullError';
}

const TIMEOUTS: readonly (string | undefined)[] = ['States.Timeout', 'States.HeartbeatTimeout'];

/** Whether a list of error names of a Retry or Catch covers an error. */
export function matchesError(names: readonly string[], failure: StateError): boolean {
  const { error } = failure;
  // Step Functions ends the execution at once: no retrier and no catcher sees it.
  if (error === 'States.Runtime') return false;
  if (error !== undefined && names.includes(error)) return true;
  if (failure instanceof HeartbeatTimeoutError && names.includes('States.HeartbeatTimeout')) return true;
  if (error === 'States.DataLimitExceeded') return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && !TIMEOUTS.includes(error);
}
