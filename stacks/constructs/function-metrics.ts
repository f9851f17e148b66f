import { type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FIVE_MINUTES, sumOf } from './alarms.ts';

const FIVE = { period: FIVE_MINUTES, statistic: Stats.SUM } as const;
/** Percent of calls. */
const MOST_FAIL = 50;

/** A function fails: it throws, is throttled, or logs a fault that it answered for. */
export function failing(lambda: LambdaFunction, faults: IMetric): { metric: IMetric; from: number } {
  const metric = sumOf('errors, throttles and faults', {
    errors: lambda.metricErrors(FIVE),
    throttles: lambda.metricThrottles(FIVE),
    faults,
  });
  return { metric, from: 1 };
}

/**
 * A task of state machines fails: more than half of its calls, where there are twenty or more. Single errors are its way of talking to the
 * machine: a command that is taken in hand, or refused.
 */
export function failingTask(lambda: LambdaFunction): { metric: IMetric; from: number } {
  const metric = new MathExpression({
    label: 'percent of calls that fail; 100 when throttled',
    expression: 'IF(FILL(throttles, 0) > 0, 100, IF(FILL(calls, 0) >= 20, 100 * FILL(errors, 0) / FILL(calls, 1), 0))',
    usingMetrics: {
      calls: lambda.metricInvocations(FIVE),
      errors: lambda.metricErrors(FIVE),
      throttles: lambda.metricThrottles(FIVE),
    },
    period: FIVE_MINUTES,
  });
  return { metric, from: MOST_FAIL };
}
