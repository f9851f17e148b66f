import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/domain/json/json.ts';
import { type EngineHarness, startEngineHarness } from './harness.ts';
import { machine, task } from './run-machine.ts';

const DAY_SECONDS = 86_400;
const pass = machine({ A: { Type: 'Pass', End: true } });
const wait = machine({ A: { Type: 'Wait', Seconds: 100, End: true } });
const failing = machine({ A: task({ End: true }) });

let harness: EngineHarness;
beforeEach(async () => {
  harness = await startEngineHarness();
});
afterEach(() => harness.close());

async function create(definition: object, name = 'machine'): Promise<string> {
  return (await harness.machines.create({ name, definition: JSON.stringify(definition) })).stateMachineArn;
}
async function start(stateMachineArn: string, name: string, input: JsonObject = {}): Promise<string> {
  const { executionArn } = await harness.machines.start({ stateMachineArn, name, input });
  await harness.pass(0);
  return executionArn;
}
const described = (executionArn: string) => harness.machines.describe(executionArn);
async function eventTypes(executionArn: string): Promise<string[]> {
  return (await harness.machines.history({ executionArn, limit: 1_000 })).events.map(({ type }) => type);
}

describe('a name', () => {
  it.each(['', 'x'.repeat(81), 'a b', 'a/b', 'a<b', 'a*', 'a"b', 'a#b', 'a\u0007b'])('is refused: %j', async (name) => {
    const stateMachineArn = await create(pass);
    await expect(harness.machines.start({ stateMachineArn, name, input: {} })).rejects.toMatchObject({
      name: 'InvalidName',
      message: `Invalid Name: '${name}'`,
    });
    await expect(harness.machines.create({ name, definition: JSON.stringify(pass) })).rejects.toMatchObject({
      name: 'InvalidName',
    });
  });

  it('may have letters of every script, dots and dashes', async () => {
    expect(await start(await create(pass), 'Füllung-1.2_é等')).toMatch(/:execution:machine:Füllung-1\.2_é等$/);
  });

  it('may be used again 90 days after its execution has ended, and then stands for the new one', async () => {
    const stateMachineArn = await create(pass);
    const executionArn = await start(stateMachineArn, 'once', { a: 1 });
    await harness.pass(90 * DAY_SECONDS - 1);
    await expect(start(stateMachineArn, 'once', { a: 1 })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${executionArn}'`,
    });
    await harness.pass(1);
    await expect(described(executionArn)).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
      message: `Execution Does Not Exist: '${executionArn}'`,
    });

    await start(stateMachineArn, 'once', { a: 2 });
    expect((await described(executionArn)).input).toEqual({ a: 2 });
  });
});

describe('an input or output', () => {
  it('has at most 256 KiB in UTF-8', async () => {
    const stateMachineArn = await create(pass);
    const fits = { a: 'é'.repeat((262_144 - '{"a":""}'.length) / 2) };
    expect((await described(await start(stateMachineArn, 'fits', fits))).status).toBe('SUCCEEDED');
    await expect(start(stateMachineArn, 'large', { a: `${fits.a}x` })).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
  });

  it('of a task is refused above that, and the token stays open', async () => {
    const tokens: string[] = [];
    harness.functions.set('f', async (payload) => tokens.push(String((payload as JsonObject).token)));
    const asking = task(
      { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', End: true },
      { token: '{% $states.context.Task.Token %}' },
    );
    const executionArn = await start(await create(machine({ A: asking })), 'run');
    const [taskToken = ''] = tokens;
    await expect(harness.machines.sendTaskSuccess({ taskToken, output: 'x'.repeat(262_143) })).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await harness.machines.sendTaskHeartbeat({ taskToken });
    await harness.machines.sendTaskSuccess({ taskToken, output: 'x' });
    expect(await described(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: 'x' });
    await expect(harness.machines.sendTaskHeartbeat({ taskToken })).rejects.toMatchObject({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
  });
});

describe('a machine', () => {
  it('that is not there is told by its ARN', async () => {
    const stateMachineArn = 'arn:aws:states:local:000000000000:stateMachine:none';
    await expect(start(stateMachineArn, 'x')).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  it('may change while an execution runs, which does not notice', async () => {
    const stateMachineArn = await create(machine({ A: { Type: 'Wait', Seconds: 10, Output: 'old', End: true } }));
    const executionArn = await start(stateMachineArn, 'run');
    const definition = JSON.stringify(machine({ A: { Type: 'Fail' } }));
    await harness.machines.update({ stateMachineArn, definition });
    await harness.restart();
    await harness.pass(10);

    expect(await described(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: 'old' });
    expect((await described(await start(stateMachineArn, 'later'))).status).toBe('FAILED');
  });

  it('loses a version to new executions, not to those that run it', async () => {
    const stateMachineArn = await create(wait);
    const { stateMachineVersionArn } = await harness.machines.publish({ stateMachineArn });
    const executionArn = await start(stateMachineVersionArn, 'run');
    await harness.machines.deleteVersion(stateMachineVersionArn);
    await expect(start(stateMachineVersionArn, 'later')).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await harness.restart();
    await harness.pass(100);

    expect((await described(executionArn)).status).toBe('SUCCEEDED');
  });

  it('is looked at without being created', async () => {
    expect(await harness.machines.validate(JSON.stringify(pass))).toEqual({ result: 'OK', diagnostics: [] });
    expect(await harness.machines.validate(JSON.stringify(machine({ A: { Type: 'Pass', Next: 'B' } })))).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ code: 'MISSING_TRANSITION_TARGET', location: '/States/A/Next' }, { code: 'MISSING_END_STATE' }],
    });
  });
});

describe('a list of executions', () => {
  it('has those started last first, page by page, by status and by version', async () => {
    const stateMachineArn = await create(wait);
    const { stateMachineVersionArn } = await harness.machines.publish({ stateMachineArn });
    for (let index = 0; index < 5; index++) {
      await start(index % 2 ? stateMachineVersionArn : stateMachineArn, `run-${index}`);
    }
    await start(await create(pass, 'other'), 'other');
    await harness.machines.stop({ executionArn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:run-3` });
    const names = async (query: Partial<Parameters<typeof harness.machines.list>[0]>) => {
      const all: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await harness.machines.list({ stateMachineArn, limit: 2, ...query, ...(cursor && { cursor }) });
        all.push(...page.executions.map(({ name }) => name));
        cursor = page.next;
      } while (cursor !== undefined);
      return all.join(' ');
    };

    expect(await names({})).toBe('run-4 run-3 run-2 run-1 run-0');
    expect(await names({ status: 'RUNNING' })).toBe('run-4 run-2 run-1 run-0');
    expect(await names({ status: 'ABORTED' })).toBe('run-3');
    expect(await names({ stateMachineArn: stateMachineVersionArn })).toBe('run-3 run-1');
  });
});

describe('a redrive', () => {
  it('goes on from the state that failed, with its retries anew, and does nothing twice that succeeded', async () => {
    const calls: JsonObject[] = [];
    let isBroken = true;
    harness.functions.set('f', async (payload) => {
      calls.push(payload as JsonObject);
      if (isBroken && (payload as JsonObject).step === 'b') throw new Error('broken');
      return payload;
    });
    const executionArn = await start(
      await create(
        machine({
          A: task({ Assign: { x: 1 }, Output: 'of A', Next: 'B' }, { step: 'a' }),
          B: task(
            {
              Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
              Output: ['{% $x %}', '{% $states.input %}', '{% $states.context.Execution.RedriveCount %}'],
              End: true,
            },
            { step: 'b' },
          ),
        }),
      ),
      'run',
    );
    await harness.pass(5);
    expect((await described(executionArn)).status).toBe('FAILED');
    isBroken = false;
    await harness.restart();
    await harness.machines.redrive({ executionArn });
    await harness.pass(5);

    expect(await described(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: [1, 'of A', 1] });
    expect(calls.map(({ step }) => step)).toEqual(['a', 'b', 'b', 'b']);
    expect((await eventTypes(executionArn)).slice(-7)).toEqual([
      ...['ExecutionFailed', 'ExecutionRedriven', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
    expect(harness.changes.at(0)?.status).toBe('FAILED');
    expect(harness.changes.at(-1)?.status).toBe('SUCCEEDED');
  });

  it('does not work again on items and branches that succeeded', async () => {
    const worked: unknown[] = [];
    let isBroken = true;
    harness.functions.set('f', async (item) => {
      worked.push(item);
      if (isBroken && item === 3) throw new Error('broken');
      return item;
    });
    const item = { T: task({ Output: '{% $states.input * 10 %}', End: true }, '{% $states.input %}') };
    const executionArn = await start(
      await create(
        machine({
          M: {
            Type: 'Map',
            Items: [1, 2, 3, 4],
            MaxConcurrency: 1,
            ItemProcessor: { StartAt: 'T', States: item },
            End: true,
          },
        }),
      ),
      'run',
    );
    await harness.pass(1);
    expect((await described(executionArn)).status).toBe('FAILED');
    isBroken = false;
    await harness.machines.redrive({ executionArn });
    await harness.pass(1);

    expect(await described(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: [10, 20, 30, 40] });
    expect(worked).toEqual([1, 2, 3, 3, 4]);
  });

  it.each([
    ['that runs', wait, 0],
    ['that succeeded', pass, 0],
    ['that ended more than 14 days ago', failing, 14 * DAY_SECONDS + 1],
  ])('is refused for an execution %s', async (_what, definition, seconds) => {
    const executionArn = await start(await create(definition), 'run');
    await harness.pass(seconds);
    await expect(harness.machines.redrive({ executionArn })).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
  });

  it('gives the machine its time anew', async () => {
    const limited = machine({ A: { Type: 'Wait', Seconds: 50, End: true } }, { TimeoutSeconds: 30 });
    const executionArn = await start(await create(limited), 'run');
    await harness.pass(31);
    expect((await described(executionArn)).status).toBe('TIMED_OUT');
    await harness.machines.redrive({ executionArn });
    await harness.pass(29);
    expect((await described(executionArn)).status).toBe('RUNNING');
    await harness.pass(1);
    expect((await described(executionArn)).status).toBe('TIMED_OUT');
  });
});
