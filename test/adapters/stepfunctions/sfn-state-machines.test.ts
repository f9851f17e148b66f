import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSfnClient } from '../../../shared/adapters/stepfunctions/sfn-client.ts';
import { createSfnStateMachines } from '../../../shared/adapters/stepfunctions/sfn-state-machines.ts';
import type { StateMachines } from '../../../shared/ports/state-machines.ts';
import { type StateMachinesHarness, stateMachinesContract } from '../../contract/state-machines.contract.ts';
import { startEngineHarness } from '../../local/engine/harness.ts';
import { fakeEndpoint } from '../../support/aws/fake-endpoint.ts';
import { startFakeStepFunctions } from '../../support/aws/fake-step-functions.ts';
import { AwsFault, type JsonService, startJsonService } from '../../support/aws/json-protocol.ts';

stateMachinesContract('Step Functions', async (): Promise<StateMachinesHarness> => {
  const engine = await startEngineHarness();
  const service = await startFakeStepFunctions(engine.machines);
  const client = createSfnClient(fakeEndpoint(service.url));
  return {
    machines: createSfnStateMachines({ client, executionRoleArn: 'arn:aws:iam::000000000000:role/execution' }),
    functions: engine.functions,
    changes: engine.changes,
    pass: engine.pass,
    async close() {
      client.destroy();
      await service.close();
      await engine.close();
    },
  };
});

describe('errors of Step Functions', () => {
  let service: JsonService;
  let machines: StateMachines;
  beforeEach(async () => {
    service = await startJsonService({ StopExecution: () => ({ stopDate: 0 }) });
    machines = createSfnStateMachines({ client: createSfnClient({ ...fakeEndpoint(service.url), maxAttempts: 1 }) });
  });
  afterEach(() => service.close());

  const arn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:m';
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    CreateStateMachine: () => machines.create({ name: 'm', definition: '{}' }),
    UpdateStateMachine: () => machines.update({ stateMachineArn: arn, definition: '{}' }),
    PublishStateMachineVersion: () => machines.publish({ stateMachineArn: arn }),
    DeleteStateMachineVersion: () => machines.deleteVersion(`${arn}:1`),
    StartExecution: () => machines.start({ stateMachineArn: arn, name: 'run', input: {} }),
    StopExecution: () => machines.stop({ executionArn: arn }),
    DescribeExecution: () => machines.describe(arn),
    GetExecutionHistory: () => machines.history({ executionArn: arn, limit: 1 }),
    SendTaskSuccess: () => machines.sendTaskSuccess({ taskToken: 't', output: {} }),
    SendTaskFailure: () => machines.sendTaskFailure({ taskToken: 't', error: 'E', cause: 'c' }),
    SendTaskHeartbeat: () => machines.sendTaskHeartbeat({ taskToken: 't' }),
  };

  it.each([
    ['CreateStateMachine', 'InvalidDefinition', 'InvalidDefinition'],
    ['CreateStateMachine', 'StateMachineAlreadyExists', 'StateMachineAlreadyExists'],
    ['CreateStateMachine', 'StateMachineLimitExceeded', 'StateMachineLimitExceeded'],
    ['UpdateStateMachine', 'StateMachineDoesNotExist', 'StateMachineDoesNotExist'],
    ['UpdateStateMachine', 'InvalidDefinition', 'InvalidDefinition'],
    ['PublishStateMachineVersion', 'ServiceQuotaExceededException', 'ServiceQuotaExceededException'],
    ['UpdateStateMachine', 'ConflictException', 'ThrottledError'],
    ['PublishStateMachineVersion', 'ConflictException', 'ThrottledError'],
    ['DeleteStateMachineVersion', 'ConflictException', 'ThrottledError'],
    ['StartExecution', 'ExecutionAlreadyExists', 'ExecutionAlreadyExists'],
    ['StartExecution', 'ExecutionLimitExceeded', 'ThrottledError'],
    ['StartExecution', 'StateMachineDoesNotExist', 'StateMachineDoesNotExist'],
    ['StartExecution', 'InvalidExecutionInput', 'InvalidExecutionInput'],
    ['StopExecution', 'ExecutionDoesNotExist', 'ExecutionDoesNotExist'],
    ['DescribeExecution', 'ExecutionDoesNotExist', 'ExecutionDoesNotExist'],
    ['GetExecutionHistory', 'ExecutionDoesNotExist', 'ExecutionDoesNotExist'],
    ['SendTaskSuccess', 'TaskTimedOut', 'TaskTimedOut'],
    ['SendTaskSuccess', 'TaskDoesNotExist', 'TaskDoesNotExist'],
    ['SendTaskFailure', 'InvalidToken', 'InvalidToken'],
    ['SendTaskHeartbeat', 'TaskTimedOut', 'TaskTimedOut'],
  ])('%s: %s is told as %s', async (operation, code, name) => {
    service.failNext(operation, new AwsFault(code, 'why'));
    const call = calls[operation]?.();
    await expect(call).rejects.toMatchObject({ name });
  });

  it.each(Object.keys(calls))('%s: throttling that does not end is told as such', async (operation) => {
    service.failNext(operation, new AwsFault('ThrottlingException'), 10);
    const call = calls[operation]?.();
    await expect(call).rejects.toMatchObject({ name: 'ThrottledError' });
  });

  it('does not mind that a version is gone', async () => {
    service.failNext('DeleteStateMachineVersion', new AwsFault('StateMachineDoesNotExist'));
    await machines.deleteVersion(`${arn}:1`);
  });

  it('gives errors and causes that Step Functions would not take in the length that it does', async () => {
    await machines.stop({ executionArn: arn, error: 'E'.repeat(300), cause: 'c'.repeat(40_000) });
    expect(service.inputs.at(-1)).toEqual({ executionArn: arn, error: 'E'.repeat(256), cause: 'c'.repeat(32_768) });
  });
});
