import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionDeclaration, PortUse } from '../../functions/function-declaration.ts';
import { MACHINE_PREFIX, type Platform, secretPrefixOf } from './platform.ts';

/** Where rights are given: the stack of the function tells region and account. */
interface Place {
  readonly stack: Stack;
  readonly platform: Platform;
}

/** What a function may do through the ports that it declares, beyond the table. */
export function portRights(place: Place, { ports }: FunctionDeclaration): readonly PolicyStatement[] {
  return ports.flatMap((port) => RIGHTS[port](place));
}

const RIGHTS: Readonly<Record<PortUse, (place: Place) => readonly PolicyStatement[]>> = {
  // Listing lets S3 say "there is none" (404) where it would say "you may not know" (403).
  'blobs.read': ({ platform: { blobs } }) => [
    allow(['s3:GetObject'], blobs.arnForObjects('*')),
    allow(['s3:ListBucket'], blobs.bucketArn),
  ],
  'blobs.write': ({ platform: { blobs } }) => [allow(['s3:PutObject'], blobs.arnForObjects('*'))],
  'blobs.delete': ({ platform: { blobs } }) => [allow(['s3:DeleteObject'], blobs.arnForObjects('*'))],
  events: ({ platform: { queues } }) => [allow(['sqs:SendMessage'], queues.events.queue.queueArn)],
  decisions: ({ platform: { queues } }) => [allow(['sqs:SendMessage'], queues.decisions.queue.queueArn)],
  notifications: ({ platform: { queues } }) => [allow(['sqs:SendMessage'], queues.notifications.queue.queueArn)],
  expressions: () => [],
  http: () => [],
  'machines.start': ({ stack }) => [allow(['states:StartExecution'], machines(stack))],
  'machines.answer': ({ stack }) => [allow(['states:SendTaskSuccess'], machines(stack))],
  'machines.watch': ({ stack }) => [
    allow(['states:DescribeExecution', 'states:GetExecutionHistory'], executions(stack)),
  ],
  'machines.redrive': ({ stack }) => [allow(['states:RedriveExecution'], executions(stack))],
  'machines.stop': ({ stack }) => [allow(['states:StopExecution'], executions(stack))],
  'machines.manage': ({ stack }) => [
    allow(
      [
        'states:CreateStateMachine',
        'states:UpdateStateMachine',
        'states:PublishStateMachineVersion',
        'states:DeleteStateMachineVersion',
      ],
      machines(stack),
    ),
  ],
  mailer: ({ platform: { mail, settings } }) => [
    new PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [mail.identityArns, mail.configurationSetArn],
      conditions: { StringEquals: { 'ses:FromAddress': settings.mail.from } },
    }),
  ],
  'secrets.read': ({ stack, platform }) => [allow(['ssm:GetParameter'], secrets(stack, platform))],
  'secrets.write': ({ stack, platform }) => [
    allow(['ssm:PutParameter', 'ssm:DeleteParameter'], secrets(stack, platform)),
  ],
  sourceClients: ({ platform: { userPoolArn } }) => [
    allow(['cognito-idp:CreateUserPoolClient', 'cognito-idp:DeleteUserPoolClient'], userPoolArn),
  ],
};

function allow(actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({ actions, resources: [resource] });
}

/** Our state machines and their versions. */
export function machines(stack: Stack): string {
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: `${MACHINE_PREFIX}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** The executions of our state machines. */
export function executions(stack: Stack): string {
  return stack.formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${MACHINE_PREFIX}*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function secrets(stack: Stack, { settings }: Platform): string {
  return stack.formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: `${secretPrefixOf(settings).slice(1)}*`,
  });
}
