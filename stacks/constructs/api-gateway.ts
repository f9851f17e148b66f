import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { createLogGroup } from './logs.ts';

/** Requests a second, for all companies together. A new account's functions stand 10 or 1,000 at once: ask AWS for more before raising this. */
const RATE = { rateLimit: 1_000, burstLimit: 2_000 } as const;

/** What is written down of a request. The route, never the path: link tokens are in paths. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  routeKey: '$context.routeKey',
  status: '$context.status',
  answerMilliseconds: '$context.responseLatency',
  functionStatus: '$context.integration.integrationStatus',
  functionError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
} as const;

/** The HTTP API without its routes, which are added where the functions are. */
export function createHttpApi(scope: Construct, settings: Settings): { api: HttpApi; stage: HttpStage } {
  const api = new HttpApi(scope, 'Api', {
    apiName: `werkstroom-${settings.stage}`,
    description: 'API, webhooks and link pages of Werkstroom. Reached through the front door only.',
    createDefaultStage: false,
  });
  const stage = new HttpStage(scope, 'ApiStage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: RATE,
    detailedMetricsEnabled: true,
    accessLogSettings: {
      destination: new LogGroupLogDestination(createLogGroup(scope, 'ApiLog', { settings })),
      format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    },
  });
  return { api, stage };
}
