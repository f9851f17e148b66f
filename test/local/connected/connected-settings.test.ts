import { describe, expect, it } from 'vitest';
import { readConnectedSettings, sdkEnvironment } from '../../../local/connected/connected-settings.ts';

const EACH = {
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:2',
  AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:3',
  AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:4',
  AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:5',
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:6',
};
const COMMON = { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' };

describe('what the connected walkthrough is told', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[], RegExp]>([
    ['no endpoint', {}, [], /^Set AWS_ENDPOINT_URL, for example/],
    ['an empty endpoint', { AWS_ENDPOINT_URL: '' }, [], /AWS_ENDPOINT_URL_SQS/],
    ['all endpoints but one', EACH, [], /each of AWS_ENDPOINT_URL_SFN\.$/],
    [
      'an engine, and a service left to AWS',
      { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:2' },
      ['--own-engine'],
      /AWS_ENDPOINT_URL_DYNAMODB/,
    ],
    [
      'that endpoints are ignored',
      { ...COMMON, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'True' },
      [],
      /AWS_IGNORE_CONFIGURED/,
    ],
    ['a port that is none', { ...COMMON, LAMBDA_PORT: 'many' }, [], /LAMBDA_PORT/],
  ])('refuses %s in one line that says what to set', (_case, environment, flags, message) => {
    expect(() => readConnectedSettings(environment, flags)).toThrow(message);
    expect(() => readConnectedSettings(environment, flags)).toThrow(/^[^\n]+$/);
  });

  it('takes the endpoint of a service before that of all', () => {
    const { endpoints, lambdaPort } = readConnectedSettings(
      { ...COMMON, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:2' },
      [],
    );
    expect(endpoints).toMatchObject({ SQS: 'http://127.0.0.1:2', SFN: COMMON.AWS_ENDPOINT_URL });
    expect(lambdaPort).toBe(9001);
  });

  it('asks for no Step Functions where our own engine runs the machines', () => {
    expect(readConnectedSettings(EACH, ['--own-engine'])).toMatchObject({ withOwnEngine: true });
  });

  it('hands the SDK an endpoint for every service, and makes credentials up unless somebody gave some', () => {
    const settings = readConnectedSettings(COMMON, []);
    const made = sdkEnvironment(settings, {});
    expect(Object.keys(made).filter((name) => name.startsWith('AWS_ENDPOINT_URL_'))).toHaveLength(7);
    expect(made).toMatchObject({ AWS_ACCESS_KEY_ID: 'walkthrough', AWS_REGION: 'eu-west-1' });
    expect(sdkEnvironment(settings, { AWS_PROFILE: 'trial' })).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });
});
