import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { CataloguedAction } from '../../shared/domain/workflow/catalogue.ts';
import type { TaskState } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { argumentsOf, INVOKE, NO_OUTPUT, placeOf } from './call-states.ts';
import { guardCatchers } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { CALL_TIMEOUT_SECONDS, retriersOf } from './retries.ts';
import { nextVisit, valueIn, visitOf } from './scope.ts';

/** One call of run-action. */
export interface ActionCall {
  readonly planned: PlannedStep;
  readonly action: Pick<CataloguedAction, 'name' | 'command'>;
  readonly options: { readonly [option: string]: Json };
  readonly next: string;
  readonly assembly: Assembly;
  /** What is kept of the answer. The step's result, when it has a name, where it is left out. */
  readonly assign?: JsonObject;
  readonly output?: Json;
  /** Seconds that one try may take. */
  readonly timeoutSeconds?: number | undefined;
  readonly retry?: Parameters<typeof retriersOf>[0];
  /** Actions behind it that share the call. */
  readonly further?: readonly Pick<ActionCall, 'planned' | 'action' | 'options'>[];
}

/**
 * The Task that runs one action. Its idempotency key is run, step and visit, so the visit is counted up only when the run goes on.
 * The options go as they were written: Step Functions evaluates the expressions in them, at any depth.
 */
export function actionTask(call: ActionCall): TaskState {
  const { planned, action, options, next, assembly, further = [] } = call;
  const { names } = assembly.scope;
  const all = [call, ...further];
  const catchers = guardCatchers(assembly, all.length);
  return {
    Type: 'Task',
    Comment: all.map((one) => `${one.action.name} (${one.planned.pointer})`).join(', '),
    Resource: INVOKE,
    Arguments: argumentsOf(assembly.target.functions.runAction, {
      ...placeOf(planned.id, assembly.scope),
      action: action.name,
      options: valueIn(assembly.scope, { ...options }),
      event: { source: `{% $${names.event}.source %}`, id: `{% $${names.event}.id %}` },
      ...(further.length > 0 && { further: further.map((one, index) => placedIn(one, index + 1, assembly)) }),
    }),
    TimeoutSeconds: call.timeoutSeconds ?? CALL_TIMEOUT_SECONDS,
    Retry: retriersOf(
      call.retry ?? {},
      all.some((one) => one.action.command),
    ),
    ...(catchers.length > 0 && { Catch: catchers }),
    Assign: call.assign ?? {
      ...(further.length > 0 ? resultsOf(all) : resultOf(planned)),
      ...nextVisit(assembly.scope, all.length),
    },
    Output: call.output ?? NO_OUTPUT,
    Next: next,
  };
}

function placedIn(
  { planned, action, options }: Pick<ActionCall, 'planned' | 'action' | 'options'>,
  offset: number,
  { scope }: Assembly,
): JsonObject {
  const placed = { step: planned.id, visit: visitOf(scope, offset), action: action.name };
  return { ...placed, options: valueIn(scope, { ...options }) };
}

/** The answers of a shared call, by the steps whose authors can ask for them. */
function resultsOf(all: readonly Pick<ActionCall, 'planned'>[]): JsonObject {
  const named = all.filter(({ planned }) => planned.named);
  return Object.fromEntries(named.map(({ planned: { id } }) => [id, `{% $states.result.Payload.${id} %}`]));
}

/** The answer of the action as the step's result, where the author can ask for it. */
export function resultOf(planned: PlannedStep): JsonObject {
  return planned.named ? { [planned.id]: '{% $states.result.Payload %}' } : {};
}
