import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import { MAX_WAIT_SECONDS } from '../../shared/domain/workflow/duration.ts';
import type { StateOrigin } from '../../shared/domain/workflow/workflow.ts';
import type { Assembly } from './assembly.ts';
import { DESCRIBE, REDRIVE, START_AND_AWAIT } from './call-states.ts';
import { CALL_TIMEOUT_SECONDS, EXECUTION_RETRY, LOOK_AGAIN, START_RETRY } from './retries.ts';
import { visitText } from './scope.ts';
import { fitted } from './state-names.ts';

const EXECUTION = '$states.context.Execution';

/** What another execution of the same machine version is to do. */
export interface PartOrder {
  readonly pointer: string;
  /** The name of the part. */
  readonly of: string;
  /** An expression that tells it from other orders of the part at the same visit. It may ask for `$states.input`. */
  readonly which: string;
  /** An expression for the visit that it goes on with. */
  readonly visit: string;
  /** The author's variables that it is given, as far as they have values. */
  readonly variables: readonly string[];
  /** More that it is told. */
  readonly more?: JsonObject;
}

/** Where the states of an order stand. */
interface OrderPlace {
  /** The name of the state that orders, which is the first. */
  readonly entry: string;
  readonly origin: StateOrigin;
  /** What the part gave, from an expression for it. */
  readonly output: (given: string) => Json;
  readonly next: string;
}

/**
 * Adds the states that have a part done by an execution of its own, and wait for its end. The name of that execution is made of the place alone, so
 * there is one for each part, whatever becomes of the run: an order that is repeated joins it while it runs. Once it is over, its end is looked up; where
 * it failed before this execution was redriven, it is redriven too, and goes on at the step that failed in it.
 */
export function addOrder(order: PartOrder, { entry, origin, output, next }: OrderPlace, assembly: Assembly): void {
  const name = (after: string): string => assembly.newName(fitted('', origin.title, after));
  const [look, open, again] = [name(': it was begun before'), name(': is it still to do?'), name(': it goes on')];
  const silent = { ...origin, kind: 'branch' };
  assembly.add(
    entry,
    {
      Type: 'Task',
      Comment: `Another execution of this machine does a part (${order.pointer})`,
      Resource: START_AND_AWAIT,
      Arguments: startOf(order, assembly),
      TimeoutSeconds: MAX_WAIT_SECONDS,
      Retry: [START_RETRY],
      Catch: [{ ErrorEquals: [BEGUN_BEFORE], Output: '{% $states.input %}', Next: look }],
      Output: output('$states.result.Output'),
      Next: next,
    },
    { ...origin, kind: 'part' },
  );
  assembly.add(
    look,
    {
      Type: 'Task',
      Comment: `How did the part end that was begun before? (${order.pointer})`,
      Resource: DESCRIBE,
      Arguments: { ExecutionArn: arnOf(order, assembly) },
      TimeoutSeconds: CALL_TIMEOUT_SECONDS,
      Retry: [EXECUTION_RETRY, LOOK_AGAIN],
      Output: WHAT_TO_DO,
      Next: open,
    },
    silent,
  );
  const Choices = [{ Condition: '{% $exists($states.input.order) %}', Next: again }];
  assembly.add(open, { Type: 'Choice', Choices, Default: next, Output: output('$states.input.done') }, silent);
  assembly.add(
    again,
    {
      Type: 'Task',
      Comment: `The part goes on at the step that failed in it (${order.pointer})`,
      Resource: REDRIVE,
      Arguments: { ExecutionArn: arnOf({ ...order, which: inOrder(order.which) }, assembly) },
      TimeoutSeconds: CALL_TIMEOUT_SECONDS,
      Retry: [EXECUTION_RETRY],
      // It goes on already: the answer to the first call was lost.
      Catch: [{ ErrorEquals: [GOES_ON], Output: '{% $states.input.order %}', Next: entry }],
      Output: '{% $states.input.order %}',
      Next: entry,
    },
    silent,
  );
}

/** The name is taken by an execution that is over. */
const BEGUN_BEFORE = 'StepFunctions.ExecutionAlreadyExistsException';
const GOES_ON = 'Sfn.ExecutionNotRedrivableException';

/**
 * What the part gave, where it is done; the order, where it is to go on. One that failed in this life of the run fails here as well: each redrive of
 * the run redrives it once.
 */
const WHAT_TO_DO = `{% $states.result.Status = 'SUCCEEDED' ? {"done": $parse($states.result.Output)} : $states.result.RedriveStatus = 'REDRIVABLE' and $states.result.RedriveCount < ${EXECUTION}.RedriveCount ? {"order": $states.input} : $error('A part of the run has ended as ' & $states.result.Status & ': ' & $states.result.Error & ' ' & $states.result.Cause) %}`;

/** The same expression where the input of the order stands inside the input. */
function inOrder(expression: string): string {
  return expression.replaceAll('$states.input', '$states.input.order');
}

function startOf(order: PartOrder, { scope }: Assembly): JsonObject {
  const { of, visit, variables, more } = order;
  const known = variables.map((name) => `$exists($${name}) ? {"${name}": $${name}} : {}`);
  return {
    StateMachineArn: `{% ${EXECUTION}.Input.machine %}`,
    Name: `{% ${nameOf(order, scope)} %}`,
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

function nameOf({ of, which }: PartOrder, scope: Assembly['scope']): string {
  const place = `${EXECUTION}.Name & '/${of}/' & ${visitText(scope)} & '/' & ${which}`;
  return `$run.id & '-' & $hash(${place}, 'MD5')`;
}

/** Executions of one machine have ARNs that differ in their names alone, which stand last. */
function arnOf(order: PartOrder, { scope }: Assembly): string {
  const before = `$substring(${EXECUTION}.Id, 0, $length(${EXECUTION}.Id) - $length(${EXECUTION}.Name))`;
  return `{% ${before} & ${nameOf(order, scope)} %}`;
}
