import type { DeployedNames } from './granted-rights.ts';
import type { Call } from './policy-evaluator.ts';
import type { PortCall } from './recorded-calls.ts';

const REGION = 'eu-west-1:111122223333';
const MACHINE = `arn:aws:states:${REGION}:stateMachine:werkstroom-01J`;
const EXECUTION = `arn:aws:states:${REGION}:execution:werkstroom-01J:run`;
const PARAMETER = `arn:aws:ssm:${REGION}:parameter/werkstroom/dev/any`;

const MACHINE_CALLS: Readonly<Record<string, readonly [string, string]>> = {
  create: ['states:CreateStateMachine', MACHINE],
  update: ['states:UpdateStateMachine', MACHINE],
  publish: ['states:PublishStateMachineVersion', MACHINE],
  deleteVersion: ['states:DeleteStateMachineVersion', `${MACHINE}:1`],
  start: ['states:StartExecution', `${MACHINE}:1`],
  stop: ['states:StopExecution', EXECUTION],
  describe: ['states:DescribeExecution', EXECUTION],
  history: ['states:GetExecutionHistory', EXECUTION],
  sendTaskSuccess: ['states:SendTaskSuccess', MACHINE],
  sendTaskFailure: ['states:SendTaskFailure', MACHINE],
  sendTaskHeartbeat: ['states:SendTaskHeartbeat', MACHINE],
};
const STORE_CALLS = {
  get: 'dynamodb:GetItem',
  put: 'dynamodb:PutItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
  query: 'dynamodb:Query',
} as const;
const BLOB_CALLS: Readonly<Record<string, string>> = {
  get: 's3:GetObject',
  put: 's3:PutObject',
  delete: 's3:DeleteObject',
};
const SECRET_CALLS: Readonly<Record<string, string>> = {
  get: 'ssm:GetParameter',
  put: 'ssm:PutParameter',
  delete: 'ssm:DeleteParameter',
};

/** The call that the cloud adapter makes for a call of a port. */
export function callToAws(call: PortCall, names: DeployedNames): Call {
  switch (call.port) {
    case 'store': {
      const index = call.what === 'query' && call.index !== 'base' ? `/index/${call.index}` : '';
      return {
        action: STORE_CALLS[call.what],
        resource: `${names.table}${index}`,
        keys: { 'dynamodb:LeadingKeys': [call.partition] },
      };
    }
    case 'queue':
      return { action: 'sqs:SendMessage', resource: names.queues[call.queue] };
    case 'blobs':
      return { action: known(BLOB_CALLS, call.what), resource: `${names.blobs}/any/name.json` };
    case 'secrets':
      return { action: known(SECRET_CALLS, call.what), resource: PARAMETER };
    case 'machines': {
      const [action, resource] = known(MACHINE_CALLS, call.what);
      return { action, resource };
    }
    case 'mailer':
      return {
        action: 'ses:SendEmail',
        resource: `arn:aws:ses:${REGION}:identity/werkstroom@example.com`,
        keys: { 'ses:FromAddress': ['werkstroom@example.com'] },
      };
    case 'sourceClients':
      return {
        action: call.what === 'create' ? 'cognito-idp:CreateUserPoolClient' : 'cognito-idp:DeleteUserPoolClient',
        resource: names.userPool,
      };
  }
}

function known<Value>(table: Readonly<Record<string, Value>>, what: string): Value {
  const found = table[what];
  if (found === undefined) throw new Error(`It is not known what "${what}" is in the cloud.`);
  return found;
}
