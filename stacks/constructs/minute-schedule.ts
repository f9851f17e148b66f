import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import type { DeclaredFunction } from './declared-function.ts';

/** Calls a function as often as it declares. A call that fails is not repeated: the next one comes anyway. */
export function schedule({ declaration, lambda }: DeclaredFunction<FunctionDeclaration>): void {
  for (const feed of declaration.feeds) {
    if (feed.kind !== 'schedule') continue;
    new Rule(lambda, 'Schedule', {
      description: `Calls ${declaration.name} every ${feed.rateMinutes} minutes`,
      schedule: Schedule.rate(Duration.minutes(feed.rateMinutes)),
      targets: [new LambdaFunction(lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
