import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import { type EngineHarness, startEngineHarness } from './harness.ts';
import { machine, task } from './run-machine.ts';

let harness: EngineHarness;
let tokens: string[];
beforeEach(async () => {
  harness = await startEngineHarness();
  tokens = [];
  harness.functions.set('ask', async (payload) => tokens.push(String((payload as JsonObject).token)));
});
afterEach(() => harness.close());

const asking = (rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
  ...rest,
});

async function start(definition: object, name = 'run', input: JsonObject = {}): Promise<string> {
  const { stateMachineArn } = await harness.machines.create({ name, definition: JSON.stringify(definition) });
  const { executionArn } = await harness.machines.start({ stateMachineArn, name, input });
  await harness.pass(0);
  return executionArn;
}
const described = (executionArn: string) => harness.machines.describe(executionArn);
/** The process is away for so long. */
async function down(seconds: number): Promise<void> {
  await harness.stop();
  await harness.pass(seconds);
  await harness.begin();
  await harness.pass(0);
}

describe('after the end of the process', () => {
  it('timers that are late fire at once, in the order of their times', async () => {
    for (const seconds of [300, 100, 200]) {
      await start(machine({ A: { Type: 'Wait', Seconds: seconds, End: true } }), `wait-${seconds}`);
    }
    const far = await start(machine({ A: { Type: 'Wait', Seconds: 5_000, End: true } }), 'far');
    await down(1_000);

    expect(harness.changes.map(({ name }) => name)).toEqual(['wait-100', 'wait-200', 'wait-300']);
    expect((await described(far)).status).toBe('RUNNING');
    await harness.pass(4_000);
    expect((await described(far)).stoppedAt).toBe('2026-03-02T09:23:20.000Z');
  });

  it('a token that was handed out is good, and a state is not handed out again', async () => {
    const executionArn = await start(machine({ A: asking({ End: true }) }));
    await down(3_600);
    expect(tokens).toHaveLength(1);
    await harness.machines.sendTaskSuccess({ taskToken: tokens[0] ?? '', output: 'yes' });
    expect((await described(executionArn)).output).toBe('yes');
  });

  it('heartbeats count from the last one, and a missed one is noticed', async () => {
    const executionArn = await start(
      machine({ A: asking({ HeartbeatSeconds: 60, TimeoutSeconds: 1_000, End: true }) }),
    );
    await harness.pass(50);
    await harness.machines.sendTaskHeartbeat({ taskToken: tokens[0] ?? '' });
    await down(50);
    expect((await described(executionArn)).status).toBe('RUNNING');
    await harness.pass(10);
    expect(await described(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      stoppedAt: '2026-03-02T08:01:50.000Z',
    });
  });

  it('the time of the machine goes on counting', async () => {
    const executionArn = await start(machine({ A: asking({ End: true }) }, { TimeoutSeconds: 100 }));
    await down(99);
    expect((await described(executionArn)).status).toBe('RUNNING');
    await harness.pass(1);
    expect((await described(executionArn)).status).toBe('TIMED_OUT');
  });

  it('tries that were used stay used, and their pause goes on', async () => {
    let calls = 0;
    harness.functions.set('f', async () => {
      calls += 1;
      throw Object.assign(new Error('no'), { name: 'E' });
    });
    const Retry = [{ ErrorEquals: ['E'], IntervalSeconds: 100, BackoffRate: 1, MaxAttempts: 2 }];
    const executionArn = await start(machine({ A: task({ Retry, End: true }) }));
    await down(60);
    await harness.pass(39);
    expect(calls).toBe(1);
    await harness.pass(1);
    await down(0);
    await harness.pass(100);
    expect(calls).toBe(3);
    expect((await described(executionArn)).status).toBe('FAILED');
  });

  it('a call without an answer is made again, one that was answered is not', async () => {
    const calls: Json[] = [];
    let isHanging = true;
    harness.functions.set('f', (step) => {
      calls.push(step);
      return step === 'b' && isHanging ? new Promise(() => undefined) : Promise.resolve(step);
    });
    const executionArn = await start(machine({ A: task({ Next: 'B' }, '"a"'), B: task({ End: true }, '"b"') }));
    isHanging = false;
    await down(5);

    expect((await described(executionArn)).status).toBe('SUCCEEDED');
    expect(calls).toEqual(['a', 'b', 'b']);
  });

  it('items and branches go on each from where it was, with their variables', async () => {
    const executionArn = await start(
      machine({
        P: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'M',
              States: {
                M: {
                  Type: 'Map',
                  Items: [1, 2, 3],
                  MaxConcurrency: 1,
                  ItemProcessor: {
                    StartAt: 'V',
                    States: {
                      V: { Type: 'Pass', Assign: { doubled: '{% $states.input * 2 %}' }, Next: 'W' },
                      W: { Type: 'Wait', Seconds: 10, Output: '{% $doubled %}', End: true },
                    },
                  },
                  End: true,
                },
              },
            },
            { StartAt: 'L', States: { L: { Type: 'Wait', Seconds: 15, Output: 'long', End: true } } },
          ],
          End: true,
        },
      }),
    );
    await harness.pass(12);
    await down(0);
    await harness.pass(18);
    expect(await described(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: [[2, 4, 6], 'long'],
      stoppedAt: '2026-03-02T08:00:30.000Z',
    });
  });

  it('an end that was not told is told', async () => {
    harness.refuseChanges(true);
    await start(machine({ A: { Type: 'Succeed' } }));
    harness.refuseChanges(false);
    await down(0);
    expect(harness.changes).toMatchObject([{ name: 'run', status: 'SUCCEEDED' }]);
    await harness.pass(1);
    await down(0);
    await down(0);
    // What was told leaves the journal with the next entry; it may come once more, not for ever.
    const told = harness.changes.length;
    await start(machine({ A: { Type: 'Succeed' } }), 'next');
    await down(0);
    expect(harness.changes.slice(told).filter(({ name }) => name === 'run').length).toBeLessThanOrEqual(1);
  });

  it('an end is told with what went in and what came out', async () => {
    harness.refuseChanges(true);
    const executionArn = await start(machine({ A: { Type: 'Pass', Output: [1], End: true } }), 'run', { a: 1 });
    harness.refuseChanges(false);
    await down(0);
    const stateMachineArn = executionArn.replace(':execution:', ':stateMachine:').replace(/:run$/, '');
    expect(harness.changes).toEqual([
      { executionArn, stateMachineArn, name: 'run', status: 'SUCCEEDED', input: { a: 1 }, output: [1] },
    ]);
  });

  it('an end that was not told is told as it was, also where the execution has gone on and ended otherwise', async () => {
    harness.refuseChanges(true);
    harness.functions.set('f', () => Promise.reject(new Error('no')));
    const executionArn = await start(machine({ A: task({ End: true }) }), 'run', { a: 1 });
    harness.functions.set('f', async () => 'yes');
    await harness.machines.redrive({ executionArn });
    await harness.quiet();
    harness.refuseChanges(false);
    await down(0);
    expect(harness.changes).toMatchObject([
      { status: 'FAILED', input: { a: 1 }, error: 'Error' },
      { status: 'SUCCEEDED', input: { a: 1 }, output: { Payload: 'yes' } },
    ]);
  });

  it('an end that was not told is told, also where the execution is forgotten', async () => {
    harness.refuseChanges(true);
    const executionArn = await start(machine({ A: { Type: 'Pass', Output: 1, End: true } }), 'run', { a: 1 });
    await down(91 * 24 * 3_600);
    await expect(described(executionArn)).rejects.toThrow('Execution Does Not Exist');
    harness.refuseChanges(false);
    await down(0);
    expect(harness.changes).toMatchObject([{ executionArn, status: 'SUCCEEDED', input: { a: 1 }, output: 1 }]);
  });

  it('an execution that was to be stopped is stopped', async () => {
    const child = machine({ A: { Type: 'Wait', Seconds: 1_000, End: true } });
    const { stateMachineArn } = await harness.machines.create({ name: 'child', definition: JSON.stringify(child) });
    const executionArn = await start(
      machine({
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Arguments: { StateMachineArn: stateMachineArn, Name: 'one' },
          End: true,
        },
      }),
    );
    const stopping = harness.machines.stop({ executionArn });
    // The journal has it that the child is to be stopped; the process ends before that is done.
    await stopping;
    await down(0);
    const { status } = await described(stateMachineArn.replace(':stateMachine:', ':execution:').concat(':one'));
    expect(status).toBe('ABORTED');
  });
});

describe('calls that never end', () => {
  it('hold up others only for the time of their tasks', async () => {
    harness.functions.set('f', async (event) => (event === 'hang' ? new Promise<never>(() => undefined) : event));
    const { stateMachineArn } = await harness.machines.create({
      name: 'calling',
      definition: JSON.stringify(machine({ A: task({ TimeoutSeconds: 60, End: true }, '{% $states.input.event %}') })),
    });
    const called = (name: string, event: Json) =>
      harness.machines.start({ stateMachineArn, name, input: { event: JSON.stringify(event) } });
    for (let index = 0; index < 140; index++) await called(`hanging-${index}`, 'hang');
    const { executionArn } = await called('waiting', 'answer');
    await harness.pass(59);
    expect((await described(executionArn)).status).toBe('RUNNING');
    await harness.pass(1);
    const { executionArn: later } = await called('later', 'answer');
    await harness.pass(60);
    expect((await described(later)).status).toBe('SUCCEEDED');
  });
});

describe('a clock that is set back', () => {
  it('lets a wait last until its moment, and breaks nothing', async () => {
    const executionArn = await start(machine({ A: { Type: 'Wait', Seconds: 100, End: true } }));
    await harness.pass(50);
    harness.clock.setBack(30_000);
    await harness.restart();
    await harness.pass(79);
    expect((await described(executionArn)).status).toBe('RUNNING');
    await harness.pass(1);
    expect((await described(executionArn)).status).toBe('SUCCEEDED');
  });
});
