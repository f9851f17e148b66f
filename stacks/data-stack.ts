import { CfnOutput } from 'aws-cdk-lib';
import type { UserPool, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { createItemTable } from './constructs/item-table.ts';
import { createAccessLogBucket, createPrivateBucket } from './constructs/private-bucket.ts';
import { createUserPool } from './constructs/sign-in.ts';
import { WerkstroomStack, type WerkstroomStackProps } from './werkstroom-stack.ts';

/** What must outlive everything else: items, blobs, and who may sign in. */
export class DataStack extends WerkstroomStack {
  readonly table: ITable;
  readonly blobs: IBucket;
  readonly accessLogs: IBucket;
  readonly userPool: UserPool;
  readonly signIn: UserPoolDomain;

  constructor(scope: Construct, props: WerkstroomStackProps) {
    super(scope, 'data', { ...props, description: 'items, blobs, members' });
    const { settings } = this;
    this.table = this.tableInUse(createItemTable(this, settings));
    this.accessLogs = createAccessLogBucket(this, settings);
    this.blobs = createPrivateBucket(this, 'Blobs', { settings, accessLogs: this.accessLogs });
    const { pool, domain } = createUserPool(this, settings);
    this.userPool = pool;
    this.signIn = domain;
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'BlobBucketName', { value: this.blobs.bucketName });
    new CfnOutput(this, 'UserPoolId', { value: pool.userPoolId });
    new CfnOutput(this, 'TokenIssuer', { value: pool.userPoolProviderUrl });
    new CfnOutput(this, 'SignInUrl', { value: domain.baseUrl() });
    new CfnOutput(this, 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` });
  }

  /** After a restore, the table that it made. Our own stays, and what it exported, until the other stacks were changed over and it is looked into. */
  private tableInUse(own: Table): ITable {
    const { restoredTable } = this.settings;
    if (restoredTable === undefined) return own as ITable;
    this.exportValue(own.tableArn);
    this.exportValue(own.tableName);
    return Table.fromTableName(this, 'RestoredItems', restoredTable);
  }
}
