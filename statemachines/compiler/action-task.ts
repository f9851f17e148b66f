import type { Json } from '../../shared/domain/json/json.ts';
import type { CataloguedAction } from '../../shared/domain/workflow/catalogue.ts';
import type { TaskState } from './asl.ts';
import type { Assembly } from './assembly.ts';
import { argumentsOf, INVOKE, NEXT_VISIT, NO_OUTPUT, placeOf } from './call-states.ts';
import type { PlannedStep } from './plan-steps.ts';
import { ACTION_RETRY, CALL_TIMEOUT_SECONDS, COMMAND_RETRY } from './retries.ts';

/**
 * The Task that runs one action. Its idempotency key is run, step and visit, so the visit is counted up only when it is done.
 * The options go as they were written: Step Functions evaluates the expressions in them, at any depth.
 */
export function actionTask(call: {
  planned: PlannedStep;
  action: Pick<CataloguedAction, 'name' | 'command'>;
  options: { readonly [option: string]: Json };
  next: string;
  assembly: Assembly;
}): TaskState {
  const { planned, action, options, next, assembly } = call;
  return {
    Type: 'Task',
    Comment: `${action.name} (${planned.pointer})`,
    Resource: INVOKE,
    Arguments: argumentsOf(assembly.target.functions.runAction, {
      ...placeOf(planned.id),
      action: action.name,
      options: { ...options },
      event: { source: '{% $event.source %}', id: '{% $event.id %}' },
    }),
    TimeoutSeconds: CALL_TIMEOUT_SECONDS,
    Retry: [action.command ? COMMAND_RETRY : ACTION_RETRY],
    Assign: { ...(planned.named && { [planned.id]: '{% $states.result.Payload %}' }), ...NEXT_VISIT },
    Output: NO_OUTPUT,
    Next: next,
  };
}
