import { Duration } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { MACHINE_PREFIX } from './platform.ts';

/** What the sweep did not finish by then, it will. */
const TELL_FOR = Duration.hours(1);

/**
 * Tells a function when executions of our machines end. Two rules, so that the failed ones are counted. EventBridge does its best and may lose
 * one: the sweep asks about open runs.
 */
export function tellEndsOfRuns(
  scope: Construct,
  { finish, stateMachineArnPrefix }: { finish: IFunction; stateMachineArnPrefix: string },
): { failed: Rule } {
  const ruleFor = (id: string, description: string, status: string[]): Rule =>
    new Rule(scope, id, {
      description,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status, stateMachineArn: Match.prefix(stateMachineArnPrefix) },
      },
      targets: [new LambdaFunction(finish, { retryAttempts: 5, maxEventAge: TELL_FOR })],
    });
  ruleFor('RunsEnded', `Executions of ${MACHINE_PREFIX}* that ended as they should`, ['SUCCEEDED', 'ABORTED']);
  return {
    failed: ruleFor('RunsFailed', `Executions of ${MACHINE_PREFIX}* that failed`, ['FAILED', 'TIMED_OUT']),
  };
}
