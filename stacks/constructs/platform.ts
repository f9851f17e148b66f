import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { QueueName } from '../messaging-stack.ts';
import type { Settings } from '../settings.ts';
import type { MailSender } from './mail-identity.ts';
import type { WorkQueue } from './work-queue.ts';

/** Everything that rights are given on. */
export interface Platform {
  readonly settings: Settings;
  readonly table: ITable;
  readonly blobs: IBucket;
  readonly queues: Readonly<Record<QueueName, WorkQueue>>;
  readonly mail: MailSender;
  readonly userPoolArn: string;
}

/** Names of state machines start with it. One stage per account and region, so it holds no stage. */
export const MACHINE_PREFIX = 'werkstroom-';

/** Names of secrets start with it. */
export function secretPrefixOf({ stage }: Settings): string {
  return `/werkstroom/${stage}/`;
}
