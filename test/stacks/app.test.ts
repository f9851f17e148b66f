import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DECLARATIONS } from '../../stacks/declarations.ts';
import { resourcesOf, synthesise } from './support/synthesised.ts';

// cdk-nag is a part of synthesising: one finding that nobody explained, and this throws.
const templates = synthesise();
const of = (type: string, part?: string) => resourcesOf(templates, type, part);

/** Resources that carry no tags of their own in CloudFormation. */
const UNTAGGED = [
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::IAM::Policy',
  'AWS::Lambda::Permission',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::WAFv2::LoggingConfiguration',
  'Custom::CrossRegionExportReader',
  'Custom::CrossRegionExportWriter',
];
/** CDK's own helpers, which carry references from one region to another at deployment. */
const HELPERS = /^Custom(CrossRegionExport|S3AutoDelete)/;

describe('the stacks of a stage', () => {
  it('are seven, each in a region that is said and the account of whoever deploys', () => {
    expect(templates.map(({ stackName, region, account }) => [stackName, region, account])).toEqual(
      ['data', 'edge', 'messaging', 'console', 'workflow', 'api', 'observability'].map((part) => [
        `werkstroom-dev-${part}`,
        part === 'edge' ? 'us-east-1' : 'eu-west-1',
        'unknown-account',
      ]),
    );
  });

  it('follow stage, region and account of the context', () => {
    const others = synthesise({ stage: 'prod', region: 'us-east-1', account: '111122223333' });
    expect(others.map(({ stackName, region, account }) => [stackName.split('-')[1], region, account])).toEqual(
      others.map(() => ['prod', 'us-east-1', '111122223333']),
    );
  });

  it('hold a function for every folder, once', () => {
    const folders = readdirSync('functions', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(DECLARATIONS.map(({ name }) => name).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
    const described = of('AWS::Lambda::Function').map(({ properties }) => properties.Description);
    for (const { name, purpose } of DECLARATIONS) {
      expect(
        described.filter((text) => text === purpose),
        name,
      ).toHaveLength(1);
    }
  });

  it('carry application, stage and part on everything that can be tagged', () => {
    for (const { part, resources } of templates) {
      for (const [id, { Type, Properties = {} }] of Object.entries(resources)) {
        if (UNTAGGED.includes(Type) || HELPERS.test(id)) continue;
        const tags = JSON.stringify(Properties.Tags ?? Properties.UserPoolTags ?? {});
        for (const tag of ['werkstroom', 'dev', part]) expect(tags, `${part} ${id} (${Type})`).toContain(`"${tag}"`);
      }
    }
  });
});

describe('what is kept', () => {
  it('is encrypted', () => {
    for (const { id, properties } of of('AWS::DynamoDB::Table')) {
      expect(properties.SSESpecification, id).toEqual({ SSEEnabled: true });
    }
    for (const { id, properties } of of('AWS::S3::Bucket')) {
      expect(JSON.stringify(properties.BucketEncryption), id).toContain('"SSEAlgorithm":"AES256"');
    }
    for (const { id, properties } of of('AWS::SQS::Queue')) expect(properties.SqsManagedSseEnabled, id).toBe(true);
    for (const { id, properties } of of('AWS::SNS::Topic')) expect(properties.KmsMasterKeyId, id).toBeDefined();
  });

  it('is reached by TLS only', () => {
    const guarded = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) =>
      of(type),
    );
    for (const { id, properties } of guarded) {
      expect(JSON.stringify(properties.PolicyDocument), id).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
    }
    expect(guarded).toHaveLength(of('AWS::S3::Bucket').length + of('AWS::SQS::Queue').length + 1);
  });

  it('is not open to the public', () => {
    for (const { id, properties } of of('AWS::S3::Bucket')) {
      expect(Object.values(properties.PublicAccessBlockConfiguration ?? {}), id).toEqual([true, true, true, true]);
    }
  });

  const keeping = [
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::SQS::Queue',
    'AWS::Cognito::UserPool',
    'AWS::Logs::LogGroup',
  ];

  it.each(keeping)('%s survives its stack, unless the stage is disposable', (type) => {
    expect(new Set(of(type).map(({ resource }) => resource.DeletionPolicy))).toEqual(new Set(['Retain']));
    const disposable = resourcesOf(synthesise({ disposable: 'true' }), type);
    expect(new Set(disposable.map(({ resource }) => resource.DeletionPolicy))).toEqual(new Set(['Delete']));
  });

  it('can not be deleted by accident', () => {
    expect(of('AWS::DynamoDB::Table')[0]?.properties.DeletionProtectionEnabled).toBe(true);
    expect(of('AWS::Cognito::UserPool')[0]?.properties.DeletionProtection).toBe('ACTIVE');
  });
});

describe('logs', () => {
  it('are forgotten after the time that the context says', () => {
    const days = resourcesOf(synthesise({ logRetentionDays: '30' }), 'AWS::Logs::LogGroup').map(
      ({ properties }) => properties.RetentionInDays,
    );
    expect(new Set(days)).toEqual(new Set([30]));
  });

  it('of every function are a group of ours', () => {
    for (const { id, properties } of of('AWS::Lambda::Function')) {
      if (HELPERS.test(id)) continue;
      expect(properties.LoggingConfig, id).toEqual({ LogGroup: { Ref: expect.stringMatching(/Log[0-9A-F]+$/) } });
    }
  });
});

describe('templates', () => {
  it('hold no secret: whatever is called one is a reference', () => {
    const texts = JSON.stringify(templates);
    expect(texts).toContain('{{resolve:secretsmanager:');
    const literals = /"(?:[A-Za-z]*(?:secret|password|token))":"(?!\{\{|\$|OPTIONAL)[^"]{8,}"/gi;
    expect([...texts.matchAll(literals)].map(([found]) => found)).toEqual([]);
  });

  it('are the same each time', () => {
    expect(synthesise()).toEqual(templates);
  });
});
