import { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** Where alarms go. The key is our own, because CloudWatch may not use AWS's key for topics. */
export function createAlarmTopic(scope: Construct, { stage, alarmEmail }: Settings): Topic {
  const key = new Key(scope, 'AlarmKey', {
    description: `Werkstroom ${stage}: alarms on their way`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  key.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
  const topic = new Topic(scope, 'Alarms', {
    displayName: `Werkstroom ${stage}`,
    masterKey: key,
    enforceSSL: true,
  });
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}
