import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  Function as PathFunction,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ORIGIN_HEADER } from './origin-header.ts';

/** What stands behind the front door. */
export interface FrontDoorOptions {
  readonly api: HttpApi;
  readonly console: IBucket;
  /** CloudFront's patterns of the paths that the API serves; everything else is the console. */
  readonly apiPaths: readonly string[];
  readonly originSecret: string;
  readonly webAclArn: string;
  /** Where the console's sign-in talks to. */
  readonly signInUrl: string;
  readonly domain?: { readonly name: string; readonly certificate: ICertificate };
}

/** Addresses of the console's pages have no file behind them: its one page finds out what to show. */
const ONE_PAGE = `function handler(event) {
  var request = event.request;
  if (request.uri.lastIndexOf('.') <= request.uri.lastIndexOf('/')) request.uri = '/index.html';
  return request;
}`;

/** Two years, as browsers' preload lists ask. */
const HTTPS_ONLY_FOR = Duration.days(730);

/** CloudFront before console and API: one address, one certificate, one firewall. */
export function createFrontDoor(scope: Construct, options: FrontDoorOptions): Distribution {
  const { apiPaths, webAclArn, domain } = options;
  const behind = behaviourOfApi(options);
  return new Distribution(scope, 'FrontDoor', {
    comment: 'Werkstroom: console, API, webhooks and links',
    webAclId: webAclArn,
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_100,
    defaultRootObject: 'index.html',
    defaultBehavior: behaviourOfConsole(scope, options),
    additionalBehaviors: Object.fromEntries(apiPaths.map((path) => [path, behind])),
    ...(domain && {
      domainNames: [domain.name],
      certificate: domain.certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
  });
}

function behaviourOfConsole(scope: Construct, { console: files, signInUrl }: FrontDoorOptions): BehaviorOptions {
  return {
    origin: S3BucketOrigin.withOriginAccessControl(files),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    responseHeadersPolicy: consoleHeaders(scope, signInUrl),
    functionAssociations: [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: new PathFunction(scope, 'OnePage', {
          code: FunctionCode.fromInline(ONE_PAGE),
          runtime: FunctionRuntime.JS_2_0,
          comment: 'Serves the console under every address that is not a file',
        }),
      },
    ],
  };
}

/** Nothing of the API is kept by CloudFront, and everything of a request but its host name goes through. Its headers are its own. */
function behaviourOfApi({ api, originSecret }: FrontDoorOptions): BehaviorOptions & { origin: IOrigin } {
  const { region, urlSuffix } = Stack.of(api);
  return {
    origin: new HttpOrigin(`${api.apiId}.execute-api.${region}.${urlSuffix}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [ORIGIN_HEADER]: originSecret },
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
}

function consoleHeaders(scope: Construct, signInUrl: string): ResponseHeadersPolicy {
  const contentSecurityPolicy = [
    "default-src 'self'",
    `connect-src 'self' ${signInUrl}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self' ${signInUrl}`,
  ].join('; ');
  return new ResponseHeadersPolicy(scope, 'ConsoleHeaders', {
    comment: 'What browsers may do with the console',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: HTTPS_ONLY_FOR, includeSubdomains: true, override: true },
    },
  });
}
