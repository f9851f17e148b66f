import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import type { WerkstroomStacks } from '../../stacks/werkstroom-app.ts';
import { synthesise } from './support/synthesised.ts';

function roleIn(stack: Stack, resource: string): void {
  const role = new Role(stack, 'More', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] }));
}

describe('cdk-nag', { timeout: 60_000 }, () => {
  it.each([
    ['nothing more', {}],
    ['a stage of its own', { stage: 'prod', account: '111122223333' }],
    [
      'a domain with a certificate',
      { domainName: 'w.example.com', certificateArn: 'arn:aws:acm:us-east-1:1:certificate/c' },
    ],
    ['a domain with a hosted zone', { domainName: 'w.example.com', hostedZoneId: 'Z1', hostedZoneName: 'example.com' }],
    ['another issuer', { tokenIssuer: 'https://login.example.com', tokenAudience: 'api://werkstroom' }],
    ['a disposable stage', { disposable: 'true' }],
    ['two secrets of the origin', { originSecrets: '1,2' }],
    ['everything in us-east-1', { region: 'us-east-1' }],
  ])('finds nothing unexplained in a deployment with %s', (_what, context) => {
    expect(() => synthesise(context)).not.toThrow();
  });

  it('stops what nobody explained', () => {
    expect(() => synthesise({}, ({ data }) => new Bucket(data, 'Open'))).toThrow(/AwsSolutions-S1\b/);
  });

  it.each(['arn:aws:s3:::payroll/*', 'arn:aws:states:eu-west-1:111122223333:stateMachine:*'])(
    'stops a right on %s',
    (resource) => {
      const put = ({ workflow }: WerkstroomStacks) => roleIn(workflow, resource);
      expect(() => synthesise({}, put)).toThrow(/AwsSolutions-IAM5/);
    },
  );
});
