import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { CataloguedAction } from '../../shared/domain/workflow/catalogue.ts';
import type { TaskState } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { argumentsOf, INVOKE, NO_OUTPUT, placeOf } from './call-states.ts';
import { guardCatchers } from './guarded.ts';
import type { PlannedStep } from './plan-steps.ts';
import { CALL_TIMEOUT_SECONDS, retriersOf } from './retries.ts';
import { nextVisit, valueIn } from './scope.ts';

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
}

/**
 * The Task that runs one action. Its idempotency key is run, step and visit, so the visit is counted up only when it is done.
 * The options go as they were written: Step Functions evaluates the expressions in them, at any depth.
 */
export function actionTask(call: ActionCall): TaskState {
  const { planned, action, options, next, assembly } = call;
  const { names } = assembly.scope;
  const catchers = guardCatchers(assembly);
  return {
    Type: 'Task',
    Comment: `${action.name} (${planned.pointer})`,
    Resource: INVOKE,
    Arguments: argumentsOf(assembly.target.functions.runAction, {
      ...placeOf(planned.id, assembly.scope),
      action: action.name,
      options: valueIn(assembly.scope, { ...options }),
      event: { source: `{% $${names.event}.source %}`, id: `{% $${names.event}.id %}` },
    }),
    TimeoutSeconds: call.timeoutSeconds ?? CALL_TIMEOUT_SECONDS,
    Retry: retriersOf(call.retry ?? {}, action.command),
    ...(catchers.length > 0 && { Catch: catchers }),
    Assign: call.assign ?? { ...resultOf(planned), ...nextVisit(assembly.scope) },
    Output: call.output ?? NO_OUTPUT,
    Next: next,
  };
}

/** The answer of the action as the step's result, where the author can ask for it. */
export function resultOf(planned: PlannedStep): JsonObject {
  return planned.named ? { [planned.id]: '{% $states.result.Payload %}' } : {};
}
