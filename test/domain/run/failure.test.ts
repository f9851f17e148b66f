import { describe, expect, test } from 'vitest';
import { innermostFailure, messageOf } from '../../../shared/domain/run/failure.ts';

/** As Step Functions describes a failed execution to the task that waited for it. */
const described = (more: object) => JSON.stringify({ ExecutionArn: 'arn:1', ...more, Name: 'x', Status: 'FAILED' });

describe('what really went wrong', () => {
  test('is the failure itself where no other execution had failed', () => {
    const failure = { error: 'ActionFailed', cause: 'as told' };
    expect(innermostFailure(failure)).toBe(failure);
    const task = { error: 'States.TaskFailed', cause: 'not told by an execution' };
    expect(innermostFailure(task)).toBe(task);
  });

  test('is what failed in the part, and in the part of the part', () => {
    const cause = JSON.stringify({ errorMessage: 'It says "no".', errorType: 'ActionFailed' });
    const part = described({ Error: 'ActionFailed', Cause: cause, Input: '{"Error":"not this"}' });
    const outer = described({ Error: 'States.TaskFailed', Cause: part });
    for (const told of [part, outer]) {
      const failure = innermostFailure({ error: 'States.TaskFailed', cause: told });
      expect(failure).toEqual({ error: 'ActionFailed', cause });
      expect(messageOf(failure.cause)).toBe('It says "no".');
    }
  });

  test('is found also where the description was cut off', () => {
    const whole = described({ Error: 'ActionFailed', Cause: 'short', Input: 'x'.repeat(100) });
    const failure = innermostFailure({ error: 'States.TaskFailed', cause: whole.slice(0, -60) });
    expect(failure).toEqual({ error: 'ActionFailed', cause: 'short' });
  });
});
