import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** The secondary indexes; `due` is read by the sweep, the others by pages of the API. */
export const INDEXES = ['lists', 'relations', 'due'] as const;

/** How far back the table can be restored, to the second. */
const RECOVERY_DAYS = 35;

/** The one table of everything that Werkstroom knows. Names of attributes are those of the store's adapter; a test compares them. */
export function createItemTable(scope: Construct, settings: Settings): Table {
  const table = new Table(scope, 'Items', {
    partitionKey: textKey('pk'),
    sortKey: textKey('sk'),
    timeToLiveAttribute: 'ttl',
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: RECOVERY_DAYS },
    deletionProtection: !settings.disposable,
    removalPolicy: settings.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  });
  for (const index of INDEXES) {
    table.addGlobalSecondaryIndex({
      indexName: index,
      partitionKey: textKey(`${index}Pk`),
      sortKey: textKey(`${index}Sk`),
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
  return table;
}

function textKey(name: string): { name: string; type: AttributeType } {
  return { name, type: AttributeType.STRING };
}
