import { Duration, Stack } from 'aws-cdk-lib';
import {
  AuthorizerPayloadVersion,
  type HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ORIGIN_HEADER } from './origin-header.ts';

/** Public routes want the front door only, all others a token as well. */
export interface Authorizers {
  readonly door: IHttpRouteAuthorizer;
  readonly token: IHttpRouteAuthorizer;
}

/** How long the gateway believes the authorizer. The door's secret changes with deployments only; tokens end. */
const BELIEVED = { door: Duration.hours(1), token: Duration.minutes(5) } as const;
const DOOR = `$request.header.${ORIGIN_HEADER}`;

/** Two authorizers by one function. The gateway itself refuses what lacks a header that they look at. */
export function createAuthorizers(
  scope: Construct,
  { api, lambda }: { api: HttpApi; lambda: LambdaFunction },
): Authorizers {
  const stack = Stack.of(scope);
  lambda.addPermission('Gateway', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: stack.formatArn({
      service: 'execute-api',
      resource: api.apiId,
      resourceName: 'authorizers/*',
    }),
  });
  const make = (name: keyof typeof BELIEVED, identitySource: string[]): IHttpRouteAuthorizer => {
    const { authorizerId } = new HttpAuthorizer(scope, `Authorizer-${name}`, {
      httpApi: api,
      authorizerName: name,
      type: HttpAuthorizerType.LAMBDA,
      authorizerUri: `arn:${stack.partition}:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${lambda.functionArn}/invocations`,
      identitySource,
      enableSimpleResponses: true,
      payloadFormatVersion: AuthorizerPayloadVersion.VERSION_2_0,
      resultsCacheTtl: BELIEVED[name],
    });
    return { bind: () => ({ authorizerId, authorizationType: 'CUSTOM' }) };
  };
  return { door: make('door', [DOOR]), token: make('token', [DOOR, '$request.header.authorization']) };
}
