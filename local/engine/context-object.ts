import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { Execution, Position } from './execution.ts';

/** No role is assumed on one machine; expressions that show it show this. */
const ROLE_ARN = 'arn:aws:iam::000000000000:role/werkstroom';

/** What a place in an execution adds to the context object. */
export interface ContextPlace {
  readonly standing: Pick<Position, 'state' | 'enteredAt' | 'retries'>;
  /** The item of the innermost Map state around it. */
  readonly item?: { readonly index: number; readonly value: Json };
  readonly token?: string;
}

/** AWS's context object, `$states.context`. */
export function contextObject(execution: Execution, { standing, item, token }: ContextPlace): JsonObject {
  const { state, enteredAt, retries } = standing;
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: ROLE_ARN,
      StartTime: execution.startedAt,
      RedriveCount: execution.redriveCount ?? 0,
      ...(execution.redrivenAt !== undefined && { RedriveTime: execution.redrivenAt }),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':')[6] ?? '' },
    State: { Name: state, EnteredTime: enteredAt, ...(retries && { RetryCount: sumOf(retries) }) },
    ...(item && { Map: { Item: { Index: item.index, Value: item.value } } }),
    ...(token !== undefined && { Task: { Token: token } }),
  };
}

function sumOf(retries: Readonly<Record<string, number>>): number {
  return Object.values(retries).reduce((sum, count) => sum + count, 0);
}
