import { describe, expect, it } from 'vitest';
import { keyAttributesOf, SECONDARY_INDEXES, TIME_TO_LIVE } from '../../shared/adapters/dynamodb/table-shape.ts';
import { resourcesOf, synthesise } from './support/synthesised.ts';

const templates = synthesise();
const propertiesOf = (type: string) => resourcesOf(templates, type, 'data').map(({ properties }) => properties);

describe('the table', () => {
  const [table = {}] = propertiesOf('AWS::DynamoDB::Table');
  const keySchema = (index: 'base' | (typeof SECONDARY_INDEXES)[number]) => {
    const { partition, sort } = keyAttributesOf(index);
    return [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
  };

  it('has the keys and indexes that the store uses', () => {
    expect(table.KeySchema).toEqual(keySchema('base'));
    expect(table.GlobalSecondaryIndexes).toEqual(
      SECONDARY_INDEXES.map((IndexName) => ({
        IndexName,
        KeySchema: keySchema(IndexName),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });

  it('forgets what the store lets expire, is paid by use, and can be restored to any second of 35 days', () => {
    expect(table).toMatchObject({
      TimeToLiveSpecification: { AttributeName: TIME_TO_LIVE, Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    });
  });
});

describe('sign-in', () => {
  it('lets nobody sign up, and offers a second factor', () => {
    expect(propertiesOf('AWS::Cognito::UserPool')[0]).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  it('knows the scope that clients of sources ask for', () => {
    expect(propertiesOf('AWS::Cognito::UserPoolResourceServer')[0]).toMatchObject({
      Identifier: 'werkstroom',
      Scopes: [{ ScopeName: 'api' }],
    });
  });
});

describe('a table that was restored', () => {
  const restored = synthesise({ restoredTable: 'werkstroom-restored' });
  const outputsOf = (all: typeof templates) => all.find(({ part }) => part === 'data')?.outputs ?? {};

  it('is used by every function, and may be', () => {
    const functions = resourcesOf(restored, 'AWS::Lambda::Function').map(({ properties }) => properties.Environment);
    const tables = functions.flatMap((environment) => {
      const { Variables } = (environment ?? {}) as { Variables?: Record<string, unknown> };
      return Variables?.TABLE_NAME ?? [];
    });
    expect(new Set(tables)).toEqual(new Set(['werkstroom-restored']));
    const onTables = JSON.stringify(resourcesOf(restored, 'AWS::IAM::Policy')).match(/:table\/[\w-]+/g);
    expect(new Set(onTables)).toEqual(new Set([':table/werkstroom-restored']));
    expect(outputsOf(restored).TableName?.Value).toBe('werkstroom-restored');
  });

  it('leaves the lost one as it is, exported until nobody imports it any more', () => {
    expect(resourcesOf(restored, 'AWS::DynamoDB::Table')).toEqual(resourcesOf(templates, 'AWS::DynamoDB::Table'));
    const exported = (all: typeof templates) =>
      Object.keys(outputsOf(all)).filter((name) => name.startsWith('Exports'));
    expect(exported(restored)).toEqual(expect.arrayContaining(exported(templates)));
  });
});
