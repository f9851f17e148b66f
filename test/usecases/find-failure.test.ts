import { expect, it } from 'vitest';
import { ExecutionDoesNotExistError, type StateMachines } from '../../shared/ports/state-machines.ts';
import { findFailure } from '../../shared/usecases/find-failure.ts';
import { createFakeMachines } from '../support/fake-machines.ts';

const TASK_FAILED = 'States.TaskFailed';
const told = (arn: string, more = '') => `{"ExecutionArn":"${arn}","Error":"${TASK_FAILED}"${more}`;

/** Executions by ARN, with how each failed; others are not known any more. */
function machinesWith(failures: Readonly<Record<string, { error: string; cause: string }>>): {
  machines: StateMachines;
} {
  const describe: StateMachines['describe'] = async (executionArn) => {
    const failure = failures[executionArn];
    if (!failure) throw new ExecutionDoesNotExistError(executionArn);
    const about = {
      executionArn,
      stateMachineArn: 'arn:m',
      name: 'n',
      startedAt: '2026-03-02T08:00:00.000Z',
      input: {},
    };
    return { ...about, status: 'FAILED', ...failure };
  };
  return { machines: { ...createFakeMachines(), describe } };
}

it('what really went wrong is asked of each part in turn, however little is told of it around there', async () => {
  const ports = machinesWith({
    one: { error: TASK_FAILED, cause: told('two', ',"Cause":"cut o') },
    two: { error: 'ActionFailed', cause: 'There is no such record.' },
  });
  const failure = { error: TASK_FAILED, cause: told('one') };
  expect(await findFailure(ports, failure)).toEqual({ error: 'ActionFailed', cause: 'There is no such record.' });
});

it('is what is told where the part is not known any more, and the failure itself where no part failed', async () => {
  const ports = machinesWith({});
  const failure = { error: TASK_FAILED, cause: '{"ExecutionArn":"gone","Error":"Bad","Cause":"because"}' };
  expect(await findFailure(ports, failure)).toEqual({ error: 'Bad', cause: 'because' });
  const own = { error: 'ActionFailed', cause: 'as told' };
  expect(await findFailure(ports, own)).toBe(own);
});
