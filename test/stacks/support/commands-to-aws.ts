import type { DeployedNames } from './granted-rights.ts';
import type { Call } from './policy-evaluator.ts';

/** A command that an AWS client sent. */
export interface SentCommand {
  /** `GetItemCommand`. */
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Input = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, { S?: string } | undefined>>;

const REGION = 'eu-west-1:111122223333';
const MACHINE = `arn:aws:states:${REGION}:stateMachine:werkstroom-01J`;
const EXECUTION = `arn:aws:states:${REGION}:execution:werkstroom-01J:run`;

/** What IAM asks of whoever sends a command: the action of a batch or a transaction is that of its parts. */
export function callsOfCommand({ command, input }: SentCommand, names: DeployedNames): readonly Call[] {
  const translate = COMMANDS[command];
  if (!translate) throw new Error(`It is not known which right ${command} needs.`);
  return translate(input, names);
}

const COMMANDS: Readonly<Record<string, (input: Input, names: DeployedNames) => readonly Call[]>> = {
  GetItemCommand: ({ Key }, names) => [item('GetItem', Key, names)],
  BatchGetItemCommand: ({ RequestItems }, names) =>
    Object.values(RequestItems as Readonly<Record<string, { readonly Keys: readonly unknown[] }>>).flatMap(({ Keys }) =>
      Keys.map((key) => item('BatchGetItem', key, names)),
    ),
  PutItemCommand: ({ Item }, names) => [item('PutItem', Item, names)],
  DeleteItemCommand: ({ Key }, names) => [item('DeleteItem', Key, names)],
  QueryCommand: ({ IndexName, ExpressionAttributeValues }, names) => {
    const resource = IndexName === undefined ? names.table : `${names.table}/index/${IndexName}`;
    const partition = (ExpressionAttributeValues as Attributes)[':pk']?.S ?? '';
    return [{ action: 'dynamodb:Query', resource, keys: { 'dynamodb:LeadingKeys': [partition] } }];
  },
  TransactWriteItemsCommand: ({ TransactItems }, names) =>
    (TransactItems as Record<'Put' | 'Delete' | 'ConditionCheck', Input | undefined>[]).flatMap((part) => [
      ...(part.Put ? [item('PutItem', part.Put.Item, names)] : []),
      ...(part.Delete ? [item('DeleteItem', part.Delete.Key, names)] : []),
      ...(part.ConditionCheck ? [item('ConditionCheckItem', part.ConditionCheck.Key, names)] : []),
    ]),
  SendMessageCommand: ({ QueueUrl }, names) => [queue('SendMessage', QueueUrl, names)],
  ChangeMessageVisibilityBatchCommand: ({ QueueUrl }, names) => [queue('ChangeMessageVisibility', QueueUrl, names)],
  GetObjectCommand: ({ Key }, names) => [{ action: 's3:GetObject', resource: `${names.blobs}/${Key}` }],
  PutObjectCommand: ({ Key }, names) => [{ action: 's3:PutObject', resource: `${names.blobs}/${Key}` }],
  DeleteObjectCommand: ({ Key }, names) => [{ action: 's3:DeleteObject', resource: `${names.blobs}/${Key}` }],
  GetParameterCommand: ({ Name }) => [parameter('GetParameter', Name)],
  PutParameterCommand: ({ Name }) => [parameter('PutParameter', Name)],
  DeleteParameterCommand: ({ Name }) => [parameter('DeleteParameter', Name)],
  CreateStateMachineCommand: (_input, names) => [
    { action: 'states:CreateStateMachine', resource: MACHINE },
    passed(names),
  ],
  UpdateStateMachineCommand: () => [{ action: 'states:UpdateStateMachine', resource: MACHINE }],
  PublishStateMachineVersionCommand: () => [{ action: 'states:PublishStateMachineVersion', resource: MACHINE }],
  DeleteStateMachineVersionCommand: () => [{ action: 'states:DeleteStateMachineVersion', resource: `${MACHINE}:1` }],
  StartExecutionCommand: () => [{ action: 'states:StartExecution', resource: `${MACHINE}:1` }],
  StopExecutionCommand: () => [{ action: 'states:StopExecution', resource: EXECUTION }],
  DescribeExecutionCommand: () => [{ action: 'states:DescribeExecution', resource: EXECUTION }],
  GetExecutionHistoryCommand: () => [{ action: 'states:GetExecutionHistory', resource: EXECUTION }],
  SendTaskSuccessCommand: () => [{ action: 'states:SendTaskSuccess', resource: MACHINE }],
  SendEmailCommand: () => [
    {
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:${REGION}:identity/werkstroom@example.com`,
      keys: { 'ses:FromAddress': ['werkstroom@example.com'] },
    },
  ],
  CreateUserPoolClientCommand: (_input, names) => [
    { action: 'cognito-idp:CreateUserPoolClient', resource: names.userPool },
  ],
  DeleteUserPoolClientCommand: (_input, names) => [
    { action: 'cognito-idp:DeleteUserPoolClient', resource: names.userPool },
  ],
};

function item(action: string, attributes: unknown, { table }: DeployedNames): Call {
  const partition = (attributes as Attributes).pk?.S ?? '';
  return { action: `dynamodb:${action}`, resource: table, keys: { 'dynamodb:LeadingKeys': [partition] } };
}

function queue(action: string, url: unknown, { queues }: DeployedNames): Call {
  const name = Object.keys(queues).find((one) => String(url).includes(one.slice(0, -1)));
  if (name === undefined) throw new Error(`${url} is none of our queues.`);
  return { action: `sqs:${action}`, resource: queues[name as keyof typeof queues] };
}

function parameter(action: string, name: unknown): Call {
  const inStage = String(name).replace(/^\/werkstroom\/[^/]+\//, 'werkstroom/dev/');
  return { action: `ssm:${action}`, resource: `arn:aws:ssm:${REGION}:parameter/${inStage}` };
}

function passed({ executionRole }: DeployedNames): Call {
  const keys = { 'iam:PassedToService': ['states.amazonaws.com'] };
  return { action: 'iam:PassRole', resource: executionRole, keys };
}
