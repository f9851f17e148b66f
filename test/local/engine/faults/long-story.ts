import type { Json } from '../../../../shared/domain/json/json.ts';
import { machine } from '../run-machine.ts';

const call = (step: string, rest: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: {
    FunctionName: 'work',
    Payload: { step, tries: '{% $states.context.State.RetryCount %}', input: '{% $states.input %}' },
  },
  Output: '{% $states.result.Payload %}',
  ...rest,
});

/** A machine, and another one of which it starts an execution. */
export interface Story {
  readonly child: object;
  machine(childArn: string): object;
}

/** Everything that the engine has to remember: tries, timers, tokens, heartbeats, branches, items and a child. */
export const LONG_STORY: Story = {
  child: machine({
    Rest: { Type: 'Wait', Seconds: 20, Next: 'Work' },
    Work: call('child', { End: true }),
  }),
  machine: (childArn) => longMachine(childArn),
};

/** It waits for an execution, and gives up. */
export const STORY_OF_GIVING_UP: Story = {
  child: machine({ Rest: { Type: 'Wait', Seconds: 10_000, End: true } }),
  machine: (childArn) =>
    machine({
      Child: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: childArn, Name: 'child' },
        TimeoutSeconds: 300,
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: 'given up', Next: 'Finish' }],
        Next: 'Finish',
      },
      Finish: { Type: 'Succeed' },
    }),
};

function longMachine(childArn: string): object {
  return machine({
    Begin: { Type: 'Pass', Assign: { log: ['begun'] }, Next: 'Try' },
    Try: call('try', {
      Retry: [{ ErrorEquals: ['NotYet'], IntervalSeconds: 2, MaxAttempts: 3 }],
      Assign: { log: '{% $append($log, "tried " & $states.context.State.RetryCount) %}' },
      Next: 'Rest',
    }),
    Rest: { Type: 'Wait', Seconds: 10, Next: 'Ask' },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      HeartbeatSeconds: 300,
      TimeoutSeconds: 3_600,
      Assign: { log: '{% $append($log, $states.result) %}' },
      Next: 'Both',
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Slow', States: { Slow: { Type: 'Wait', Seconds: 7, Output: 'slow', End: true } } },
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              Items: [1, 2, 3, 4],
              MaxConcurrency: 2,
              ItemProcessor: {
                StartAt: 'One',
                States: {
                  One: call('item', { Next: 'Pause' }),
                  Pause: { Type: 'Wait', Seconds: '{% $states.input %}', End: true },
                },
              },
              End: true,
            },
          },
        },
      ],
      Assign: { log: '{% $append($log, [$states.result]) %}' },
      Next: 'Child',
    },
    Child: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: childArn, Name: 'child', Input: { of: '{% $states.context.Execution.Name %}' } },
      Assign: { log: '{% $append($log, $states.result.Output) %}' },
      Next: 'Refuse',
    },
    Refuse: call('refuse', {
      Catch: [
        { ErrorEquals: ['No'], Assign: { log: '{% $append($log, $states.errorOutput.Error) %}' }, Next: 'Finish' },
      ],
      Next: 'Finish',
    }),
    Finish: { Type: 'Succeed', Output: '{% $log %}' },
  });
}

/** What the functions of the story do: what they throw has the name of the error. */
export function work({ step, tries, input }: { step: string; tries: number; input: Json }): Json {
  if (step === 'try' && tries < 2) throw named('NotYet');
  if (step === 'refuse') throw named('No');
  return step === 'item' ? input : `${step} done`;
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
