import { ThrottledError } from '../../ports/throttled-error.ts';
import { failureKindOf } from './failure-kind.ts';

/** The error to throw for one that a client threw: throttling under the port's name, anything else as it is. */
export function asThrottled(error: unknown, service: string): unknown {
  return failureKindOf(error) === 'throttled'
    ? new ThrottledError(`${service} asked to slow down.`, { cause: error })
    : error;
}
