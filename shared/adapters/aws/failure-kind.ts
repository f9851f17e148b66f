/**
 * What is known after a call to AWS failed: `throttled`: asked to slow down, nothing happened; `unanswered`: no usable answer came, so it may
 * have happened or not; `refused`: AWS said no, or the call never left.
 */
export type FailureKind = 'throttled' | 'unanswered' | 'refused';

/** Names under which the services ask to slow down. */
const THROTTLING = new Set([
  'BandwidthLimitExceeded',
  'KmsThrottled',
  'KmsThrottlingException',
  'OverLimit',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  // Parameter Store: somebody else puts the same parameter at this moment.
  'TooManyUpdates',
]);

/** Errors of sockets, by which Node says that the other side was not reached or did not answer. */
const SOCKET_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const TIMEOUTS = new Set(['AbortError', 'RequestTimeout', 'RequestTimeoutException', 'TimeoutError']);

/** Judges an error that an AWS client threw. An error of our own program counts as refused. */
export function failureKindOf(error: unknown): FailureKind {
  if (!(error instanceof Error)) return 'refused';
  const status = statusOf(error);
  if (THROTTLING.has(error.name) || status === 429) return 'throttled';
  if (TIMEOUTS.has(error.name) || SOCKET_CODES.has(codeOf(error))) return 'unanswered';
  // An answer that says "done" and could not be read, or a fault on the other side.
  return status !== undefined && (status < 300 || status >= 500) ? 'unanswered' : 'refused';
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return undefined;
  const { $metadata: metadata } = error;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
