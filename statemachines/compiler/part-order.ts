import type { JsonObject } from '../../shared/domain/json/json.ts';
import { MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import type { TaskState } from './asl.ts';
import { START_AND_AWAIT } from './call-states.ts';
import { START_RETRY } from './retries.ts';
import { type Scope, visitText } from './scope.ts';

const EXECUTION = '$states.context.Execution';

/** What another execution of the same machine version is to do. */
export interface PartOrder {
  readonly pointer: string;
  /** The name of the part. */
  readonly of: string;
  /** An expression that tells it from other orders of the part at the same visit. */
  readonly which: string;
  readonly scope: Scope;
  /** An expression for the visit that it goes on with. */
  readonly visit: string;
  /** The author's variables that it is given, as far as they have values. */
  readonly variables: readonly string[];
  /** More that it is told. */
  readonly more?: JsonObject;
}

/**
 * The Task that orders a part and waits for its end, without what follows it. Repeated after a lost answer, it starts nothing twice: the name of
 * the execution is made of the place, and of how often the run was redriven.
 */
export function orderTask(
  order: PartOrder,
): Pick<TaskState, 'Type' | 'Comment' | 'Resource' | 'TimeoutSeconds' | 'Retry' | 'Arguments'> {
  return {
    Type: 'Task',
    Comment: `Another execution of this machine does a part (${order.pointer})`,
    Resource: START_AND_AWAIT,
    Arguments: argumentsOf(order),
    TimeoutSeconds: MAX_WAIT_SECONDS,
    Retry: [START_RETRY],
  };
}

function argumentsOf({ of, which, scope, visit, variables, more }: PartOrder): JsonObject {
  const place = `${EXECUTION}.Name & '/${of}/' & ${visitText(scope)} & '/' & ${which} & '/' & ${EXECUTION}.RedriveCount`;
  const known = variables.map((name) => `$exists($${name}) ? {"${name}": $${name}} : {}`);
  return {
    StateMachineArn: `{% ${EXECUTION}.Input.machine %}`,
    Name: `{% $run.id & '-' & $hash(${place}, 'MD5') %}`,
    Input: {
      machine: `{% ${EXECUTION}.Input.machine %}`,
      run: '{% $run %}',
      event: `{% $${scope.names.event} %}`,
      record: `{% $${scope.names.record} %}`,
      inputs: '{% $inputs %}',
      part: {
        of,
        visit: `{% ${visit} %}`,
        ...(scope.place && { place: `{% $${scope.place} %}` }),
        ...more,
        ...(known.length > 0 && { variables: `{% $merge([${known.join(', ')}]) %}` }),
      },
    },
  };
}
