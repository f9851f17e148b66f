import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** A log group that forgets in time. CloudWatch encrypts all logs with a key of its own. */
export function createLogGroup(
  scope: Construct,
  id: string,
  options: { settings: Settings; logGroupName?: string },
): LogGroup {
  const { settings, logGroupName } = options;
  return new LogGroup(scope, id, {
    retention: settings.logRetentionDays,
    removalPolicy: settings.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    ...(logGroupName !== undefined && { logGroupName }),
  });
}
