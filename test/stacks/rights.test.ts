import { describe, expect, it } from 'vitest';
import { DECLARATIONS } from '../../stacks/declarations.ts';
import { deployedNames, grantedRights, holderNamed } from './support/granted-rights.ts';
import { type Call, isAllowed } from './support/policy-evaluator.ts';
import { synthesise } from './support/synthesised.ts';

const templates = synthesise();
const rights = grantedRights(templates);
const names = deployedNames(templates);
const may = (name: string, call: Call): boolean => isAllowed(rights.get(holderNamed(name)) ?? [], call);
const everyFunction = DECLARATIONS.map(({ name }) => name);

const machine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:werkstroom-01J';
const execution = 'arn:aws:states:eu-west-1:111122223333:execution:werkstroom-01J:run';
const secret = 'arn:aws:ssm:eu-west-1:111122223333:parameter/werkstroom/dev/sources/cronus/cronus/1';
const item = (action: string, partition: string, index?: string): Call => ({
  action: `dynamodb:${action}`,
  resource: index === undefined ? names.table : `${names.table}/index/${index}`,
  keys: { 'dynamodb:LeadingKeys': [partition] },
});

describe('who may do what is sensitive', () => {
  const sensitive: readonly (readonly [string, Call, readonly string[]])[] = [
    [
      'hand a role to Step Functions',
      {
        action: 'iam:PassRole',
        resource: names.executionRole,
        keys: { 'iam:PassedToService': ['states.amazonaws.com'] },
      },
      ['publish-workflow'],
    ],
    ['create state machines', { action: 'states:CreateStateMachine', resource: machine }, ['publish-workflow']],
    ['change state machines', { action: 'states:UpdateStateMachine', resource: machine }, ['publish-workflow']],
    ['delete state machines', { action: 'states:DeleteStateMachine', resource: machine }, []],
    [
      'delete their versions',
      { action: 'states:DeleteStateMachineVersion', resource: `${machine}:1` },
      ['publish-workflow'],
    ],
    [
      'start executions',
      { action: 'states:StartExecution', resource: `${machine}:1` },
      ['dispatch-events', 'manage', 'sweep'],
    ],
    [
      'stop executions',
      { action: 'states:StopExecution', resource: execution },
      ['dispatch-events', 'finish-run', 'manage', 'sweep'],
    ],
    [
      'answer waits',
      { action: 'states:SendTaskSuccess', resource: machine },
      ['await-event', 'dispatch-events', 'manage', 'sweep'],
    ],
    [
      'read secrets',
      { action: 'ssm:GetParameter', resource: secret },
      ['finish-run', 'manage', 'receive-webhook', 'run-action', 'sweep'],
    ],
    ['change secrets', { action: 'ssm:PutParameter', resource: secret }, ['manage']],
    [
      'send mail',
      {
        action: 'ses:SendEmail',
        resource: 'arn:aws:ses:eu-west-1:111122223333:identity/werkstroom@example.com',
        keys: { 'ses:FromAddress': ['werkstroom@example.com'] },
      },
      ['send-notifications'],
    ],
    [
      'send mail in another name',
      {
        action: 'ses:SendEmail',
        resource: 'arn:aws:ses:eu-west-1:111122223333:identity/werkstroom@example.com',
        keys: { 'ses:FromAddress': ['boss@example.com'] },
      },
      [],
    ],
    ['make clients of sources', { action: 'cognito-idp:CreateUserPoolClient', resource: names.userPool }, ['manage']],
    ['change members of the pool', { action: 'cognito-idp:AdminCreateUser', resource: names.userPool }, []],
    [
      'put events on the queue',
      { action: 'sqs:SendMessage', resource: names.queues.events },
      ['manage', 'receive-webhook', 'sweep'],
    ],
    [
      'take events from the queue',
      { action: 'sqs:ReceiveMessage', resource: names.queues.events },
      ['dispatch-events'],
    ],
    ['empty a queue', { action: 'sqs:PurgeQueue', resource: names.queues.events }, []],
    ['delete blobs', { action: 's3:DeleteObject', resource: `${names.blobs}/lines/x.json` }, ['manage']],
    ['enable workflows', item('PutItem', 'enabledSet#cronus#x'), ['publish-workflow']],
    ['change members', item('PutItem', 'member#cronus'), ['manage']],
    ['make links', item('PutItem', 'link#hash'), ['send-notifications']],
    [
      'decide, or end what was asked',
      item('PutItem', 'approval#cronus#r'),
      ['await-event', 'decide-approval', 'finish-run', 'manage', 'run-action', 'sweep'],
    ],
    ['create companies', item('PutItem', 'company#cronus'), []],
    ['look through the whole table', { action: 'dynamodb:Scan', resource: names.table }, []],
    ['look through an index', { action: 'dynamodb:Scan', resource: `${names.table}/index/lists` }, []],
    ['delete the table', { action: 'dynamodb:DeleteTable', resource: names.table }, []],
    ['see what is due in the whole table', item('Query', 'due#00', 'due'), ['sweep']],
  ];

  it.each(sensitive)('%s', (_name, call, allowed) => {
    expect(everyFunction.filter((name) => may(name, call))).toEqual([...allowed].toSorted());
  });
});

describe('rights on the table', () => {
  it('are given for partitions of declared item types only', () => {
    for (const { name, reads, writes } of DECLARATIONS) {
      for (const type of new Set(DECLARATIONS.flatMap((one) => [...one.reads, ...one.writes]))) {
        expect(may(name, item('GetItem', `${type}#cronus#1`)), `${name} reads ${type}`).toBe(reads.includes(type));
        expect(may(name, item('PutItem', `${type}#cronus#1`)), `${name} writes ${type}`).toBe(writes.includes(type));
        expect(may(name, item('DeleteItem', `${type}#cronus#1`)), `${name} deletes ${type}`).toBe(
          writes.includes(type),
        );
      }
    }
  });

  it('do not reach from one type into another that starts like it', () => {
    expect(may('run-action', item('GetItem', 'source#cronus'))).toBe(true);
    expect(may('run-action', item('GetItem', 'sourceClient#cronus#c'))).toBe(false);
  });

  it('cover a transaction only where every item of it is covered', () => {
    const both: Call = {
      action: 'dynamodb:PutItem',
      resource: names.table,
      keys: { 'dynamodb:LeadingKeys': ['link#hash', 'member#cronus'] },
    };
    expect(may('send-notifications', both)).toBe(false);
  });
});

describe('every policy', () => {
  const traces = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

  it('names what it is about; only traces can not', () => {
    for (const [holder, statements] of rights) {
      const open = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
      expect(open.flatMap(({ Action }) => Action).toSorted(), holder).toEqual(holder === 'execution' ? [] : traces);
    }
  });

  it('on the table is bound to partitions: without them the condition would hold for anything', () => {
    const onTable = [...rights.values()]
      .flat()
      .filter(({ Action }) => [Action].flat().some((one) => one.startsWith('dynamodb:')));
    expect(onTable.length).toBeGreaterThan(20);
    for (const { Condition } of onTable) {
      expect(Object.keys(Condition?.['ForAllValues:StringLike'] ?? {})).toEqual(['dynamodb:LeadingKeys']);
    }
  });

  it('names its actions one by one', () => {
    const actions = [...rights.values()].flat().flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('is there for every function', () => {
    expect([...rights.keys()].toSorted()).toEqual(['execution', ...everyFunction.map(holderNamed)].toSorted());
  });
});

describe('the role of state machines', () => {
  const role = rights.get('execution') ?? [];
  const functionArn = (name: string): string => {
    const [part, id] =
      templates
        .flatMap((template) => Object.keys(template.resources).map((key) => [template.part, key] as const))
        .find(([, key]) => key.startsWith(`${holderNamed(name)}Function`)) ?? [];
    return `arn:${part}/${id}`;
  };

  it('calls the three functions of runs and no other', () => {
    const callable = everyFunction.filter((name) =>
      isAllowed(role, { action: 'lambda:InvokeFunction', resource: functionArn(name) }),
    );
    expect(callable).toEqual(['await-event', 'finish-run', 'run-action']);
  });

  it.each([
    ['states:StartExecution', machine, true],
    ['states:DescribeExecution', execution, true],
    ['states:StopExecution', execution, true],
    ['states:RedriveExecution', execution, true],
    ['states:StartExecution', 'arn:aws:states:eu-west-1:111122223333:stateMachine:payroll', false],
    ['states:UpdateStateMachine', machine, false],
    [
      'events:PutRule',
      'arn:aws:events:eu-west-1:111122223333:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
      true,
    ],
    ['events:PutRule', 'arn:aws:events:eu-west-1:111122223333:rule/another', false],
    ['dynamodb:GetItem', names.table, false],
    ['iam:PassRole', names.executionRole, false],
  ])('%s on %s: %s', (action, resource, expected) => {
    expect(isAllowed(role, { action, resource })).toBe(expected);
  });
});
