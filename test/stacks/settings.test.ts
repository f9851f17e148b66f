import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_INGEST_QUOTA } from '../../shared/domain/event/ingest-quota.ts';
import { InvalidContextError, readSettings } from '../../stacks/settings.ts';

const settingsOf = (context: Record<string, unknown>) => readSettings(new App({ context }).node);

describe('settings', () => {
  it('need no context at all', () => {
    expect(settingsOf({})).toEqual({
      stage: 'dev',
      region: 'eu-west-1',
      logRetentionDays: 90,
      ingestQuota: DEFAULT_INGEST_QUOTA.events,
      disposable: false,
      originSecrets: ['1'],
      mail: { from: 'werkstroom@example.com', identity: 'werkstroom@example.com', createIdentity: true },
    });
  });

  it('take texts, as the command line gives them', () => {
    const settings = settingsOf({
      stage: 'prod',
      disposable: 'true',
      logRetentionDays: '30',
      createMailIdentity: 'false',
      originSecrets: '2,1',
    });
    expect(settings).toMatchObject({
      stage: 'prod',
      disposable: true,
      logRetentionDays: 30,
      mail: { createIdentity: false },
      originSecrets: ['2', '1'],
    });
  });

  it.each([
    [{ stage: 'Prod!' }, 'stage: is a short name'],
    [{ region: 'Ireland' }, 'region: is the name of an AWS region'],
    [{ account: '42' }, 'account: has twelve digits'],
    [{ mailFrom: 'approvals' }, 'mailFrom: '],
    [{ logRetentionDays: '17' }, 'logRetentionDays: '],
    [{ tokenIssuer: 'http://login.example.com', tokenAudience: 'x' }, 'tokenIssuer: '],
    [{ tokenIssuer: 'https://login.example.com' }, 'tokenIssuer and tokenAudience come together'],
    [{ domainName: 'approvals.example.com' }, 'needs a certificateArn'],
    [{ hostedZoneId: 'Z1' }, 'hostedZoneId and hostedZoneName come together'],
    [{ certificateArn: 'arn:aws:acm:eu-west-1:1:certificate/x' }, 'in us-east-1'],
    [{ ingestQuota: '10' }, 'ingestQuota: is at least 1000'],
    [{ originSecrets: '1,,2' }, 'originSecrets: '],
  ])('refuse %j and say why', (context, reason) => {
    expect(() => settingsOf(context)).toThrow(InvalidContextError);
    expect(() => settingsOf(context)).toThrow(reason);
  });

  it('tell all faults at once', () => {
    expect(() => settingsOf({ stage: '', account: '1' })).toThrow(/stage: .*\n.*account: /);
  });
});
