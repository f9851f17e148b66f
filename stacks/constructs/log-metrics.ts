import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import { FIVE_MINUTES } from './alarms.ts';
import type { DeclaredFunction } from './declared-function.ts';

type AnyFunction = DeclaredFunction<FunctionDeclaration>;

/** What a queue's messages are said to be when they are given up. A test looks for the words in the code that writes them. */
export const PARKED = 'A message was parked among the dead letters.';

/** What is said of a company that is told to wait. A test looks for the words in the code that writes them. */
export const HELD_BACK = 'A company sends more events than its share.';

/** Lines of level ERROR: faults that a function met and answered for, so that Lambda counts no error. */
export function faultsIn(scope: Construct, one: AnyFunction): Metric {
  return counted(scope, one, { what: 'faults', pattern: FilterPattern.stringValue('$.level', '=', 'ERROR') });
}

/** Messages that were given up after their last try. */
export function parkedIn(scope: Construct, one: AnyFunction): Metric {
  return counted(scope, one, { what: 'parked', pattern: FilterPattern.stringValue('$.message', '=', PARKED) });
}

/** Companies that sent more than their share, once for each container and window. */
export function heldBackIn(scope: Construct, one: AnyFunction): Metric {
  return counted(scope, one, { what: 'held-back', pattern: FilterPattern.stringValue('$.message', '=', HELD_BACK) });
}

function counted(
  scope: Construct,
  { declaration, logGroup, stage }: AnyFunction,
  { what, pattern }: { what: string; pattern: IFilterPattern },
): Metric {
  const filter = new MetricFilter(scope, `${declaration.name}-${what}`, {
    logGroup,
    filterPattern: pattern,
    metricNamespace: `Werkstroom/${stage}`,
    metricName: `${declaration.name}-${what}`,
    metricValue: '1',
  });
  return filter.metric({ period: FIVE_MINUTES, statistic: Stats.SUM });
}
