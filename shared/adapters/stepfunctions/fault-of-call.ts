import {
  ExecutionAlreadyExistsError,
  ExecutionDoesNotExistError,
  ExecutionNotRedrivableError,
  InvalidDefinitionError,
  InvalidTokenError,
  StateMachineAlreadyExistsError,
  StateMachineDoesNotExistError,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from '../../ports/state-machines.ts';
import { ThrottledError } from '../../ports/throttled-error.ts';
import { asThrottled } from '../aws/as-throttled.ts';

type FaultClass = new (message: string, options: ErrorOptions) => Error;

/**
 * Step Functions' names for what the port names. A million open executions is a reason to wait, not to give up; so is somebody else who changes the
 * same machine at this moment.
 */
const FAULTS: ReadonlyMap<string, FaultClass> = new Map<string, FaultClass>([
  ['ConflictException', ThrottledError],
  ['ExecutionAlreadyExists', ExecutionAlreadyExistsError],
  ['ExecutionDoesNotExist', ExecutionDoesNotExistError],
  ['ExecutionLimitExceeded', ThrottledError],
  ['ExecutionNotRedrivable', ExecutionNotRedrivableError],
  ['InvalidDefinition', InvalidDefinitionError],
  ['InvalidToken', InvalidTokenError],
  ['StateMachineAlreadyExists', StateMachineAlreadyExistsError],
  ['StateMachineDoesNotExist', StateMachineDoesNotExistError],
  ['TaskDoesNotExist', TaskDoesNotExistError],
  ['TaskTimedOut', TaskTimedOutError],
]);

/** The error to throw for one that the client threw: under the port's name where it has one. */
export function faultOfCall(error: unknown): unknown {
  const Fault = error instanceof Error ? FAULTS.get(error.name) : undefined;
  return Fault && error instanceof Error
    ? new Fault(error.message, { cause: error })
    : asThrottled(error, 'Step Functions');
}
