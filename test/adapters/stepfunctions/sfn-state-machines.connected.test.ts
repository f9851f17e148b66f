import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { removeMachine } from '../../../shared/adapters/stepfunctions/remove-machine.ts';
import { createSfnClient } from '../../../shared/adapters/stepfunctions/sfn-client.ts';
import { createSfnStateMachines } from '../../../shared/adapters/stepfunctions/sfn-state-machines.ts';

/**
 * What can be seen of Step Functions without deployed functions. Against the real service, `CONNECTED_EXECUTION_ROLE_ARN` names a role that Step
 * Functions may take.
 */
describe('StateMachines: Step Functions, connected', () => {
  const client = createSfnClient();
  const { CONNECTED_EXECUTION_ROLE_ARN: executionRoleArn = 'arn:aws:iam::123456789012:role/unknown' } = process.env;
  const machines = createSfnStateMachines({ client, executionRoleArn });
  const name = `werkstroom-test-${randomUUID()}`;
  const definition = (seconds: number) =>
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: seconds, End: true } },
    });
  let stateMachineArn = '';
  afterAll(() => removeMachine(client, stateMachineArn));

  it('creates a machine once', async () => {
    ({ stateMachineArn } = await machines.create({ name, definition: definition(600) }));
    expect(await machines.create({ name, definition: definition(600) })).toEqual({ stateMachineArn });
  });

  it('refuses the name of a machine for another definition', async () => {
    await expect(machines.create({ name, definition: definition(1) })).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
    });
  });

  it('starts, describes and stops an execution, once for its name', async () => {
    const { executionArn } = await machines.start({ stateMachineArn, name: 'run', input: { b: 1, a: { d: 2, c: 3 } } });
    expect(await machines.start({ stateMachineArn, name: 'run', input: { a: { c: 3, d: 2 }, b: 1 } })).toEqual({
      executionArn,
    });
    expect(await machines.describe(executionArn)).toMatchObject({ status: 'RUNNING', name: 'run', input: { b: 1 } });
    await machines.stop({ executionArn, error: 'RunCancelled', cause: 'enough' });
    await machines.stop({ executionArn });
    expect(await machines.describe(executionArn)).toMatchObject({ status: 'ABORTED' });
  });

  it('takes the next definition for the executions to come', async () => {
    await machines.update({ stateMachineArn, definition: definition(500) });
    expect(await machines.create({ name, definition: definition(500) })).toEqual({ stateMachineArn });
  });

  it('publishes a version once, and another after a change', async () => {
    const first = await machines.publish({ stateMachineArn });
    expect(await machines.publish({ stateMachineArn })).toEqual(first);
    await machines.update({ stateMachineArn, definition: definition(300) });
    expect(await machines.publish({ stateMachineArn })).not.toEqual(first);
  });

  it('names what is not there', async () => {
    const nobody = stateMachineArn.replace(name, 'nobody');
    await expect(machines.describe(`${nobody.replace('stateMachine', 'execution')}:run`)).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
    await expect(machines.update({ stateMachineArn: nobody, definition: definition(1) })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  it('names a task token that is none', async () => {
    await expect(machines.sendTaskSuccess({ taskToken: 'nonsense', output: {} })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});
