import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { ExecutionDescription, ExecutionStatusChange } from '../../shared/ports/state-machines.ts';
import { unversioned } from './arns.ts';
import type { Execution, TaskHappening } from './execution.ts';

/** An execution as DescribeExecution tells of it. */
export function describe(execution: Execution): ExecutionDescription {
  const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startedAt,
    input,
    ...(stoppedAt !== undefined && { stoppedAt }),
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** The end of an execution as the platform hears of it. */
export function statusChangeOf(execution: Execution): ExecutionStatusChange | undefined {
  if (execution.status === 'RUNNING') return undefined;
  const { startedAt: _startedAt, stoppedAt: _stoppedAt, ...change } = describe(execution);
  return change;
}

/** What the end of an execution is for the task that waits for it: its description, or `States.TaskFailed` with it as the cause. */
export function endForTask(child: Execution, taskId: string): TaskHappening {
  const { arn, name, machineArn, status, startedAt, stoppedAt, input, output, error, cause } = child;
  const description: JsonObject = {
    ExecutionArn: arn,
    ...(status === 'SUCCEEDED'
      ? {}
      : { ...(error !== undefined && { Error: error }), ...(cause !== undefined && { Cause: cause }) }),
    Input: input,
    InputDetails: { Included: true },
    Name: name,
    ...(output !== undefined && { Output: output, OutputDetails: { Included: true } }),
    StartDate: startedAt,
    StateMachineArn: unversioned(machineArn),
    Status: status,
    ...(stoppedAt !== undefined && { StopDate: stoppedAt }),
  };
  if (status === 'SUCCEEDED') return { kind: 'taskSucceeded', taskId, output: description };
  const asTexts: Json = { ...description, Input: JSON.stringify(input) };
  return { kind: 'taskFailed', taskId, error: 'States.TaskFailed', cause: JSON.stringify(asTexts) };
}
