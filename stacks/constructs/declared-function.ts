import { Duration, Stack } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionDeclaration } from '../../functions/function-declaration.ts';
import { bundleOf } from './bundle.ts';
import { createLogGroup } from './logs.ts';
import type { Platform } from './platform.ts';
import { portRights } from './port-rights.ts';
import { tableRights } from './table-rights.ts';

/** The environment that a declaration asks for: a name without a value does not compile. */
export type EnvironmentOf<Declared extends FunctionDeclaration> = Readonly<
  Record<Declared['environment'][number], string>
>;

/** A Lambda function with everything that follows from its declaration: limits, environment, rights, queues, log. */
export class DeclaredFunction<Declared extends FunctionDeclaration> extends Construct {
  readonly declaration: Declared;
  readonly stage: string;
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(
    scope: Construct,
    declaration: Declared,
    options: { platform: Platform; environment: EnvironmentOf<Declared>; rights?: readonly PolicyStatement[] },
  ) {
    super(scope, declaration.name);
    const { platform, rights = [] } = options;
    const stack = Stack.of(this);
    this.declaration = declaration;
    this.stage = platform.settings.stage;
    this.logGroup = createLogGroup(this, 'Log', { settings: platform.settings });
    this.role = this.createRole();
    const granted = [...tableRights(platform.table, declaration), ...portRights({ stack, platform }, declaration)];
    for (const statement of [...granted, ...rights]) this.role.addToPolicy(statement);
    this.lambda = this.createFunction(options.environment);
    this.feedByQueues(platform);
  }

  /** A role of its own, which may write this one log and nothing else yet. */
  private createRole(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Werkstroom: ${this.declaration.name}`,
    });
    this.logGroup.grantWrite(role);
    return role;
  }

  private createFunction(environment: EnvironmentOf<Declared>): LambdaFunction {
    const { purpose, timeoutSeconds, memoryMegabytes } = this.declaration;
    const names: readonly (keyof typeof environment)[] = this.declaration.environment;
    return new LambdaFunction(this, 'Function', {
      description: purpose,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundleOf(this.declaration),
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: memoryMegabytes,
      environment: Object.fromEntries(names.map((one) => [one, environment[one]])),
      role: this.role,
      logGroup: this.logGroup,
      tracing: Tracing.ACTIVE,
    });
  }

  private feedByQueues({ queues }: Platform): void {
    for (const feed of this.declaration.feeds) {
      if (feed.kind !== 'queue') continue;
      const { queue } = queues[feed.queue];
      const { batchSize, maximumConcurrency: maxConcurrency } = feed;
      this.lambda.addEventSource(
        new SqsEventSource(queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
      );
    }
  }
}
