/** What a Task calls. */
export interface TaskResource {
  readonly arn: string;
  /** True for the ARN of a function itself; then the task's arguments are its event. */
  readonly plainFunction: boolean;
  /** As the history names them: `lambda` and `invoke` or `invoke.waitForTaskToken`. */
  readonly service: string;
  readonly action: string;
  /** The result comes by the task's token, not from the call. */
  readonly byToken: boolean;
}

const INTEGRATION = /^arn:aws:states:::lambda:(invoke(?:\.waitForTaskToken)?)$/;
const FUNCTION = /^arn:aws:lambda:[^:]*:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$/;

/** What a resource ARN stands for, or undefined when this engine does not support it. */
export function taskResource(arn: string): TaskResource | undefined {
  const action = INTEGRATION.exec(arn)?.[1];
  if (action) {
    return { arn, plainFunction: false, service: 'lambda', action, byToken: action.endsWith('.waitForTaskToken') };
  }
  if (!FUNCTION.test(arn)) return undefined;
  return { arn, plainFunction: true, service: 'lambda', action: 'invoke', byToken: false };
}
