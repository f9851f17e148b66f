import { ACTION_FAILED, ACTION_RETRYABLE, COMMAND_REFUSED } from '../../shared/contracts/run-action.ts';
import type { DoStep } from '../../shared/domain/workflow/definition.ts';
import { durationSeconds } from '../../shared/domain/workflow/duration.ts';
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
const COMMAND_RETRY: Retrier = { ...ACTION_RETRY, MaxDelaySeconds: 300, MaxAttempts: 12 };

/** For opening a wait. Its timeout is what it waits for, not a failure, so that one is not retried. */
export const WAIT_RETRY: Retrier = withoutTimeout(ACTION_RETRY);

/** For ordering an execution: what Step Functions itself could not do. How that execution ends is no matter of trying again. */
export const START_RETRY: Retrier = {
  ...ACTION_RETRY,
  ErrorEquals: [
    'StepFunctions.AWSStepFunctionsException',
    'StepFunctions.SdkClientException',
    'StepFunctions.ExecutionLimitExceededException',
    'StepFunctions.ThrottlingException',
  ],
};

/** For asking about executions and redriving them. */
export const EXECUTION_RETRY: Retrier = {
  ...ACTION_RETRY,
  ErrorEquals: ['Sfn.SfnException', 'Sfn.SdkClientException', 'States.Timeout'],
};

/** How an execution stands is told some moments late. */
export const LOOK_AGAIN: Retrier = { ...ACTION_RETRY, ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 2 };

/** Longest time that one call of a function may take before it counts as lost. */
export const CALL_TIMEOUT_SECONDS = 300;

const DEFAULT_PAUSE_SECONDS = 10;
const DEFAULT_BACKOFF = 2;
const MAX_PAUSE_SECONDS = 2 * 86_400;

/** The retriers of a `do` step: the platform's for what is transient, then the author's for what the action says itself. */
export function retriersOf(step: Pick<DoStep, 'retry' | 'timeout'>, command: boolean): readonly Retrier[] {
  const own = command ? COMMAND_RETRY : ACTION_RETRY;
  const limited = step.timeout !== undefined && !command;
  const platform = limited ? withoutTimeout(own) : own;
  if (!step.retry) return [platform];
  const { attempts, every, backoff } = step.retry;
  return [
    platform,
    {
      ErrorEquals: [ACTION_FAILED, ...(command ? [COMMAND_REFUSED] : []), ...(limited ? ['States.Timeout'] : [])],
      IntervalSeconds: (every === undefined ? undefined : durationSeconds(every)) ?? DEFAULT_PAUSE_SECONDS,
      BackoffRate: backoff ?? DEFAULT_BACKOFF,
      MaxDelaySeconds: MAX_PAUSE_SECONDS,
      MaxAttempts: attempts,
      JitterStrategy: 'NONE',
    },
  ];
}

function withoutTimeout(retrier: Retrier): Retrier {
  return { ...retrier, ErrorEquals: retrier.ErrorEquals.filter((error) => error !== 'States.Timeout') };
}
