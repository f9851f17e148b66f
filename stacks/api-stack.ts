import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import authorizeRequest from '../functions/authorize-request/function.ts';
import decideApproval from '../functions/decide-approval/function.ts';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';
import manage from '../functions/manage/function.ts';
import publishWorkflow from '../functions/publish-workflow/function.ts';
import receiveWebhook from '../functions/receive-webhook/function.ts';
import showApproval from '../functions/show-approval/function.ts';
import type { ConsoleStack } from './console-stack.ts';
import { type Authorizers, createAuthorizers } from './constructs/authorizers.ts';
import { DeclaredFunction } from './constructs/declared-function.ts';
import { environmentOf } from './constructs/environment.ts';
import type { Platform } from './constructs/platform.ts';
import type { DataStack } from './data-stack.ts';
import { WerkstroomStack } from './werkstroom-stack.ts';
import type { WorkflowStack } from './workflow-stack.ts';

/** What the API is made of. */
export interface ApiStackProps {
  readonly platform: Platform;
  readonly data: DataStack;
  readonly console: ConsoleStack;
  readonly workflow: WorkflowStack;
}

/** What answers requests: the API, webhooks and link pages, each function on the routes that it declares. */
export class ApiStack extends WerkstroomStack {
  readonly functions: readonly DeclaredFunction<FunctionDeclaration>[];

  constructor(scope: Construct, { platform, data, console: front, workflow }: ApiStackProps) {
    super(scope, 'api', { settings: platform.settings, description: 'API, webhooks, link pages' });
    const { otherIssuer } = this.settings;
    const environment = {
      ...environmentOf(platform),
      PUBLIC_BASE_URL: front.publicBaseUrl,
      TOKEN_ISSUER: data.userPool.userPoolProviderUrl,
      OTHER_TOKEN_ISSUER: otherIssuer?.issuer ?? '',
      OTHER_TOKEN_AUDIENCE: otherIssuer?.audience ?? '',
      ORIGIN_SECRETS: front.originSecrets.accepted,
      USER_POOL_ID: data.userPool.userPoolId,
      RUN_ACTION_FUNCTION: workflow.runAction.lambda.functionArn,
      AWAIT_EVENT_FUNCTION: workflow.awaitEvent.lambda.functionArn,
      EXECUTION_ROLE_ARN: workflow.executionRole.roleArn,
    };
    const options = { platform, environment };
    const authorizer = new DeclaredFunction(this, authorizeRequest, options);
    this.functions = [
      authorizer,
      new DeclaredFunction(this, receiveWebhook, options),
      new DeclaredFunction(this, showApproval, options),
      new DeclaredFunction(this, decideApproval, options),
      new DeclaredFunction(this, manage, options),
      new DeclaredFunction(this, publishWorkflow, {
        ...options,
        rights: [passRole(workflow.executionRole.roleArn)],
      }),
    ];
    const authorizers = createAuthorizers(this, { api: front.api, lambda: authorizer.lambda });
    for (const one of this.functions) this.addRoutes(front, one, authorizers);
  }

  private addRoutes(
    { api }: ConsoleStack,
    { declaration, lambda }: DeclaredFunction<FunctionDeclaration>,
    authorizers: Authorizers,
  ): void {
    const integration = new HttpLambdaIntegration(declaration.name, lambda, { scopePermissionToRoute: false });
    for (const feed of declaration.feeds) {
      if (feed.kind !== 'http') continue;
      new HttpRoute(this, `${feed.method} ${feed.path}`, {
        httpApi: api,
        integration,
        routeKey: HttpRouteKey.with(feed.path, HttpMethod[feed.method]),
        authorizer: feed.access === 'public' ? authorizers.door : authorizers.token,
      });
    }
  }
}

/** Whoever may hand a role to Step Functions can do what that role can: one function only, this role only. */
function passRole(roleArn: string): PolicyStatement {
  return new PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [roleArn],
    conditions: { StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } },
  });
}
