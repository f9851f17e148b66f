import type { DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import type { ExecutionDescription, ExecutionStatus } from '../../ports/state-machines.ts';

/** A description as the port gives it. */
export function executionDescriptionOf(answer: DescribeExecutionCommandOutput): ExecutionDescription {
  const { stopDate, output, error, cause } = answer;
  return {
    executionArn: answer.executionArn ?? '',
    // What was started: the version, where it was one.
    stateMachineArn: answer.stateMachineVersionArn ?? answer.stateMachineArn ?? '',
    name: answer.name ?? '',
    status: statusOf(answer.status),
    startedAt: (answer.startDate ?? new Date(0)).toISOString(),
    input: JSON.parse(answer.input ?? '{}'),
    ...(stopDate && { stoppedAt: stopDate.toISOString() }),
    ...(output !== undefined && { output: JSON.parse(output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** An execution that waits to be redriven by the one around it has ended for us. */
function statusOf(status: DescribeExecutionCommandOutput['status']): ExecutionStatus {
  return status === undefined || status === 'PENDING_REDRIVE' ? 'FAILED' : status;
}
