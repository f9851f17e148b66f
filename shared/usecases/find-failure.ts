import { executionIn, type Failure, innermostFailure, isOfOtherExecution } from '../domain/run/failure.ts';
import type { Ports } from '../ports/ports.ts';
import { ExecutionDoesNotExistError } from '../ports/state-machines.ts';

/**
 * What really went wrong in an execution that failed. Where a part of the run failed, which is an execution of its own, that one is asked, and so on
 * inwards: what Step Functions tells of it around there can be cut off.
 */
export async function findFailure(ports: Pick<Ports, 'machines'>, failure: Failure): Promise<Failure> {
  let found = failure;
  while (isOfOtherExecution(found)) {
    const executionArn = executionIn(found);
    const inner = executionArn === undefined ? undefined : await describeFailure(ports, executionArn);
    if (!inner) return innermostFailure(found);
    found = inner;
  }
  return found;
}

async function describeFailure({ machines }: Pick<Ports, 'machines'>, arn: string): Promise<Failure | undefined> {
  try {
    const { error, cause } = await machines.describe(arn);
    return error === undefined ? undefined : { error, cause };
  } catch (gone) {
    if (gone instanceof ExecutionDoesNotExistError) return undefined;
    throw gone;
  }
}
