import type { JsonObject } from '../../shared/domain/json/json.ts';
import { ExecutionDoesNotExistError, ExecutionNotRedrivableError } from '../../shared/ports/state-machines.ts';
import { CommitFailedError } from '../store/local-database.ts';
import { unversioned } from './arns.ts';
import { describe } from './describe.ts';
import type { Execution } from './execution.ts';
import { FunctionFailedError } from './function-failed-error.ts';
import { isRedrivable } from './service-rules.ts';
import { CallUncertainError, type ExecutionCalls } from './task-calls.ts';

/** @param known throws ExecutionDoesNotExistError. redrive lets an execution go on, as RedriveExecution does. */
export function createExecutionCalls(parts: {
  known(executionArn: string): Execution;
  redrive(executionArn: string): Promise<void>;
  now(): number;
}): ExecutionCalls {
  return {
    describeExecution: ({ ExecutionArn }) =>
      asCall(async () => descriptionOf(parts.known(String(ExecutionArn)), parts.now())),
    redriveExecution: ({ ExecutionArn }) =>
      asCall(async () => {
        await parts.redrive(String(ExecutionArn));
        return { RedriveDate: new Date(parts.now()).toISOString() };
      }),
  };
}

function descriptionOf(execution: Execution, now: number): JsonObject {
  const { executionArn, stateMachineArn, name, status, startedAt, stoppedAt, input, output, error, cause } =
    describe(execution);
  return {
    ExecutionArn: executionArn,
    StateMachineArn: unversioned(stateMachineArn),
    Name: name,
    Status: status,
    StartDate: startedAt,
    ...(stoppedAt !== undefined && { StopDate: stoppedAt }),
    Input: JSON.stringify(input),
    ...(output !== undefined && { Output: JSON.stringify(output) }),
    ...(error !== undefined && { Error: error }),
    ...(cause !== undefined && { Cause: cause }),
    RedriveCount: execution.redriveCount ?? 0,
    RedriveStatus: isRedrivable(execution, now) ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
  };
}

const REFUSALS = [ExecutionDoesNotExistError, ExecutionNotRedrivableError];

async function asCall(call: () => Promise<JsonObject>): Promise<JsonObject> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CommitFailedError) throw new CallUncertainError(error.message, { cause: error });
    if (!(error instanceof Error && REFUSALS.some((refusal) => error instanceof refusal))) throw error;
    throw new FunctionFailedError(
      `Sfn.${error.name}Exception`,
      `${error.message} (Service: Sfn, Status Code: 400, Error Code: ${error.name})`,
    );
  }
}
