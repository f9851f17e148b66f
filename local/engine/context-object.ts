import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Execution, Position } from './execution.ts';

/** No role is assumed on one machine; expressions that show it show this. */
const ROLE_ARN = 'arn:aws:iam::000000000000:role/werkstroom';

/** AWS's context object, `$states.context`. */
export function contextObject(
  execution: Execution,
  position: Pick<Position, 'state' | 'enteredAt' | 'retries'>,
  token?: string,
): JsonObject {
  const retryCount = Object.values(position.retries).reduce((sum, count) => sum + count, 0);
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: ROLE_ARN,
      StartTime: execution.startedAt,
      RedriveCount: 0,
    },
    State: { Name: position.state, EnteredTime: position.enteredAt, RetryCount: retryCount },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':')[6] ?? '' },
    ...(token !== undefined && { Task: { Token: token } }),
  };
}
