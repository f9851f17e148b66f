import middy from '@middy/core';
import { awaitEventInput } from '../../shared/contracts/await-event.ts';
import { ACTION_RETRYABLE } from '../../shared/contracts/run-action.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { closeTimedOutWait, type OpenWaitPorts, openWait } from '../../shared/usecases/open-wait.ts';

/** The task of every wait. With a token the answer comes later, by the token; a wait whose time is up is answered at once. */
export function makeHandler(ports: OpenWaitPorts) {
  return middy().handler(async (payload: unknown): Promise<Json> => {
    const input = awaitEventInput.parse(payload);
    try {
      if (input.mode === 'timeout') return await closeTimedOutWait(ports, input);
      await openWait(ports, input);
      return {};
    } catch (error) {
      if (error instanceof ThrottledError) throw new RetryableWaitError(error.message);
      throw error;
    }
  });
}

/** Worth trying again soon. The compiled machine retries it by name. */
class RetryableWaitError extends Error {
  override readonly name = ACTION_RETRYABLE;
}
