import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EngineHarness, startEngineHarness } from './harness.ts';
import { machine } from './run-machine.ts';

const START = 'arn:aws:states:::states:startExecution';

let harness: EngineHarness;
beforeEach(async () => {
  harness = await startEngineHarness();
});
afterEach(() => harness.close());

async function create(name: string, definition: object): Promise<string> {
  return (await harness.machines.create({ name, definition: JSON.stringify(definition) })).stateMachineArn;
}
async function start(stateMachineArn: string, name = 'run', input = {}): Promise<string> {
  const { executionArn } = await harness.machines.start({ stateMachineArn, name, input });
  await harness.pass(0);
  return executionArn;
}
const described = (executionArn: string) => harness.machines.describe(executionArn);
const childOf = (name: string) => `arn:aws:states:local:000000000000:execution:child:${name}`;
const parent = (stateMachineArn: string, rest: object = {}) =>
  machine({
    Start: {
      Type: 'Task',
      Resource: `${START}.sync:2`,
      Arguments: { StateMachineArn: stateMachineArn, Name: 'one', Input: { of: '{% $states.input %}' } },
      ...rest,
      End: true,
    },
  });
const slow = machine({ W: { Type: 'Wait', Seconds: 60, Output: { seen: '{% $states.input.of %}' }, End: true } });
const broken = machine({ F: { Type: 'Fail', Error: 'Bad', Cause: 'because' } });

it('.sync:2 waits for the end and hands the output on as a value', async () => {
  const executionArn = await start(await create('parent', parent(await create('child', slow))), 'run', { a: 1 });
  expect((await described(executionArn)).status).toBe('RUNNING');
  await harness.pass(60);

  expect(await described(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: {
      ExecutionArn: childOf('one'),
      Input: { of: { a: 1 } },
      Name: 'one',
      Output: { seen: { a: 1 } },
      Status: 'SUCCEEDED',
    },
  });
});

it('.sync:2 fails as States.TaskFailed when the execution fails, with its description as the cause', async () => {
  const executionArn = await start(await create('parent', parent(await create('child', broken))));
  const { error, cause = '' } = await described(executionArn);
  expect(error).toBe('States.TaskFailed');
  expect(JSON.parse(cause)).toMatchObject({ Status: 'FAILED', Error: 'Bad', Cause: 'because', Input: '{"of":{}}' });
});

it('.sync:2 hears of the end of an execution that already ran under this name and input', async () => {
  const child = await create('child', slow);
  await start(child, 'one', { of: {} });
  const first = await start(await create('parent', parent(child)), 'first');
  const second = await start(await create('parent-2', parent(child)), 'second');
  await harness.restart();
  await harness.pass(60);

  expect((await described(first)).status).toBe('SUCCEEDED');
  expect((await described(second)).status).toBe('SUCCEEDED');
});

it('.sync:2 stops what it has started when it times out, and the execution when that is stopped', async () => {
  const child = await create('child', slow);
  const timed = await start(await create('parent', parent(child, { TimeoutSeconds: 5 })));
  await harness.pass(5);
  expect((await described(timed)).error).toBe('States.Timeout');
  expect((await described(childOf('one'))).status).toBe('ABORTED');

  const named = { Arguments: { StateMachineArn: child, Name: 'two' } };
  const stopped = await start(await create('parent-2', parent(child, named)));
  await harness.machines.stop({ executionArn: stopped });
  await harness.pass(0);
  expect((await described(childOf('two'))).status).toBe('ABORTED');
});

it('.sync:2 leaves an execution alone that somebody else has started', async () => {
  const child = await create('child', slow);
  await start(child, 'one', { of: {} });
  await start(await create('parent', parent(child, { TimeoutSeconds: 5 })));
  await harness.pass(5);
  expect((await described(childOf('one'))).status).toBe('RUNNING');
});

it('without a pattern only starts it', async () => {
  const child = await create('child', slow);
  const executionArn = await start(await create('parent', parent(child, { Resource: START })));
  expect(await described(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: { ExecutionArn: childOf('one'), StartDate: '2026-03-02T08:00:00.000Z' },
  });
  expect((await described(childOf('one'))).status).toBe('RUNNING');
});

it('.waitForTaskToken waits for the answer of whoever has the token, not for the end', async () => {
  const child = await create('child', slow);
  const executionArn = await start(
    await create(
      'parent',
      parent(child, {
        Resource: `${START}.waitForTaskToken`,
        Arguments: { StateMachineArn: child, Name: 'one', Input: { of: '{% $states.context.Task.Token %}' } },
      }),
    ),
  );
  await harness.pass(100);
  const { status, output } = await described(childOf('one'));
  expect(status).toBe('SUCCEEDED');
  expect((await described(executionArn)).status).toBe('RUNNING');
  await harness.machines.sendTaskSuccess({ taskToken: String(Object(output).seen), output: 'answered' });
  expect((await described(executionArn)).output).toBe('answered');
});

/** A machine that asks Step Functions' own API about the execution `one`. */
const asking = (action: string, name = 'one') =>
  machine({
    Ask: {
      Type: 'Task',
      Resource: `arn:aws:states:::aws-sdk:sfn:${action}Execution`,
      Arguments: { ExecutionArn: childOf(name) },
      End: true,
    },
  });

it('is told by a task how an execution stands, as DescribeExecution tells it', async () => {
  await start(await create('child', broken), 'one', { a: 1 });
  const describing = await create('describing', asking('describe'));
  expect((await described(await start(describing))).output).toMatchObject({
    ...{ ExecutionArn: childOf('one'), Name: 'one', Status: 'FAILED', Error: 'Bad', Cause: 'because' },
    ...{ Input: '{"a":1}', RedriveCount: 0, RedriveStatus: 'REDRIVABLE' },
  });
  await start(await create('redriving', asking('redrive')));
  await harness.pass(14 * 86_400 + 1);
  expect((await described(await start(describing, 'later'))).output).toMatchObject({
    RedriveCount: 1,
    RedriveStatus: 'NOT_REDRIVABLE',
  });
});

it('is redriven by a task, and joined by another one while it runs', async () => {
  const child = await create(
    'child',
    machine({ W: { Type: 'Wait', Seconds: 60, Next: 'F' }, F: { Type: 'Fail', Error: 'Bad' } }),
  );
  await start(child, 'one', { of: {} });
  await harness.pass(30);
  await harness.machines.stop({ executionArn: childOf('one') });
  const redriven = await start(await create('redriving', asking('redrive')));
  expect((await described(redriven)).status).toBe('SUCCEEDED');
  const joined = await start(await create('parent', parent(child)));
  await harness.restart();
  await harness.pass(60);
  expect(await described(joined)).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
});

it.each([
  ['describe', 'none', 'ExecutionDoesNotExist'],
  ['redrive', 'none', 'ExecutionDoesNotExist'],
  ['redrive', 'one', 'ExecutionNotRedrivable'],
])('a task that is to %s %s fails under the name of the service', async (action, name, error) => {
  await start(await create('child', slow), 'one');
  const executionArn = await start(await create('asking', asking(action, name)));
  expect((await described(executionArn)).error).toBe(`Sfn.${error}Exception`);
});

it.each([
  [
    'a machine that is not there',
    { StateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:none' },
    'StateMachineDoesNotExist',
  ],
  ['a name that is not allowed', { Name: 'a b' }, 'InvalidName'],
  ['a name that is taken', { Name: 'taken' }, 'ExecutionAlreadyExists'],
])('fails under the name of the service for %s', async (_what, rest, error) => {
  const child = await create('child', broken);
  await start(child, 'taken');
  const Arguments = { StateMachineArn: child, ...rest };
  const executionArn = await start(await create('parent', parent(child, { Arguments, Resource: START })));
  expect((await described(executionArn)).error).toBe(`StepFunctions.${error}Exception`);
});
