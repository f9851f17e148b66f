import type { Json } from '../json/json.ts';

/** Under this name a Task fails when the execution that it had started failed; the cause is then that execution's description as JSON. */
const TASK_FAILED = 'States.TaskFailed';

/** Error name and cause, as Step Functions tells them. */
export interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** True for the failure of a Task whose execution failed. */
export function isOfOtherExecution({ error, cause }: Failure): boolean {
  return error === TASK_FAILED && cause !== undefined;
}

/** The ARN of the execution whose failure is told. Undefined where that was cut off. */
export function executionIn({ cause = '' }: Failure): string | undefined {
  return memberOf(cause, 'ExecutionArn');
}

/** What really went wrong, as far as it is told: where a part of the run, which is an execution of its own, failed, that is what failed in it. */
export function innermostFailure(failure: Failure): Failure {
  const { cause } = failure;
  if (!isOfOtherExecution(failure) || cause === undefined) return failure;
  const inner = { error: memberOf(cause, 'Error'), cause: memberOf(cause, 'Cause') };
  return inner.error === undefined ? failure : innermostFailure(inner);
}

/** A long cause is cut off, and is then no JSON any more: the member is read from what there is. */
function memberOf(description: string, member: string): string | undefined {
  const value = new RegExp(`"${member}":("(?:[^"\\\\]|\\\\.)*")`).exec(description)?.[1];
  return value === undefined ? undefined : (JSON.parse(value) as string);
}

/** Lambda reports an error as JSON text; people read its message. */
export function messageOf(cause: Json | undefined): string {
  if (typeof cause !== 'string' || cause === '') return 'No reason was given.';
  try {
    const { errorMessage } = Object(JSON.parse(cause));
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
}
