import { ArnFormat, CfnOutput } from 'aws-cdk-lib';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import awaitEvent from '../functions/await-event/function.ts';
import dispatchEvents from '../functions/dispatch-events/function.ts';
import finishRun from '../functions/finish-run/function.ts';
import type { FunctionDeclaration } from '../functions/function-declaration.ts';
import runAction from '../functions/run-action/function.ts';
import sendNotifications from '../functions/send-notifications/function.ts';
import sweep from '../functions/sweep/function.ts';
import { DeclaredFunction } from './constructs/declared-function.ts';
import { environmentOf } from './constructs/environment.ts';
import { createExecutionRole } from './constructs/execution-role.ts';
import { schedule } from './constructs/minute-schedule.ts';
import { MACHINE_PREFIX, type Platform } from './constructs/platform.ts';
import { tellEndsOfRuns } from './constructs/run-ends.ts';
import { WerkstroomStack } from './werkstroom-stack.ts';

/** What works where nobody waits: events, steps, ends, mails, and the sweep. */
export class WorkflowStack extends WerkstroomStack {
  readonly functions: readonly DeclaredFunction<FunctionDeclaration>[];
  readonly runAction: DeclaredFunction<typeof runAction>;
  readonly awaitEvent: DeclaredFunction<typeof awaitEvent>;
  readonly executionRole: Role;
  readonly failedRuns: Rule;

  constructor(scope: Construct, { platform, publicBaseUrl }: { platform: Platform; publicBaseUrl: string }) {
    super(scope, 'workflow', { settings: platform.settings, description: 'events, steps of workflows, mails, sweep' });
    const options = { platform, environment: { ...environmentOf(platform), PUBLIC_BASE_URL: publicBaseUrl } };
    this.runAction = new DeclaredFunction(this, runAction, options);
    this.awaitEvent = new DeclaredFunction(this, awaitEvent, options);
    const finish = new DeclaredFunction(this, finishRun, options);
    const others = [
      new DeclaredFunction(this, dispatchEvents, options),
      new DeclaredFunction(this, sendNotifications, options),
      new DeclaredFunction(this, sweep, options),
    ];
    this.functions = [this.runAction, this.awaitEvent, finish, ...others];
    for (const one of this.functions) schedule(one);
    new CfnOutput(this, 'RunActionFunction', { value: this.runAction.lambda.functionArn });
    new CfnOutput(this, 'AwaitEventFunction', { value: this.awaitEvent.lambda.functionArn });
    const tasks = [this.runAction, this.awaitEvent, finish].map(({ lambda }) => lambda.functionArn);
    this.executionRole = createExecutionRole(this, tasks);
    this.failedRuns = tellEndsOfRuns(this, {
      finish: finish.lambda,
      stateMachineArnPrefix: this.formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: MACHINE_PREFIX,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    }).failed;
  }
}
