import { createContext, Script } from 'node:vm';

/** The work took too long and was stopped. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

const call = new Script('work()');

/**
 * Does synchronous work and stops it when its time is over, also in the middle of a regular expression, where no timer of this thread
 * would fire. Not a place for code from outside: the work runs with all rights of its caller.
 *
 * @throws OutOfTimeError
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  let result: { value: Result } | undefined;
  const context = createContext({
    work: () => {
      result = { value: work() };
    },
  });
  try {
    call.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new OutOfTimeError(`The work took longer than ${milliseconds} ms.`);
  }
  if (!result) throw new OutOfTimeError('The work did not come to an end.');
  return result.value;
}

/** The error comes from the context of the script, so it is none of our own errors. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
