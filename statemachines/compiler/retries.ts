import { ACTION_RETRYABLE } from '../../shared/contracts/run-action.ts';
import type { Retrier } from './asl.ts';

/**
 * Lambda said that it could not serve, or died half-way (`Lambda.Unknown`, `Sandbox.Timedout`, the task's own timeout). Every call
 * carries an idempotency key, so trying again is right in all of these cases.
 */
export const TRANSIENT_ERRORS: readonly string[] = [
  ACTION_RETRYABLE,
  'Lambda.ServiceException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.AWSLambdaException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'States.Timeout',
];

/** For actions inside the platform: at most about 6 minutes in all. */
export const ACTION_RETRY: Retrier = {
  ErrorEquals: TRANSIENT_ERRORS,
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 10,
  JitterStrategy: 'FULL',
};

/** For commands to a source, which may be restarting or in maintenance: at most about half an hour in all, then the run stands still. */
export const COMMAND_RETRY: Retrier = { ...ACTION_RETRY, MaxDelaySeconds: 300, MaxAttempts: 12 };

/** For opening a wait. Its timeout is what it waits for, not a failure, so that one is not retried. */
export const WAIT_RETRY: Retrier = {
  ...ACTION_RETRY,
  ErrorEquals: TRANSIENT_ERRORS.filter((error) => error !== 'States.Timeout'),
};

/** Longest time that one call of a function may take before it counts as lost. */
export const CALL_TIMEOUT_SECONDS = 300;
