import middy from '@middy/core';
import { awaitEventInput } from '../../shared/contracts/await-event.ts';
import { ACTION_RETRYABLE } from '../../shared/contracts/run-action.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import { closeTimedOutWait } from '../../shared/usecases/close-timed-out-wait.ts';
import { type OpenWaitPorts, openWait } from '../../shared/usecases/open-wait.ts';

/** The task of every wait. With a token the answer comes later, by the token; a wait whose time is up is answered at once. */
export function makeHandler(ports: OpenWaitPorts) {
  return middy().handler(async (payload: unknown): Promise<Json> => {
    const input = awaitEventInput.parse(payload);
    try {
      if (input.mode === 'timeout') return await closeTimedOutWait(ports, input);
      await openWait(ports, input);
      return {};
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new RetryableWaitError(`${name}: ${message}`, { cause: error });
    }
  });
}

/** Nothing of a wait is lost by trying again, so whatever went wrong is tried again. The compiled machine knows this name. */
class RetryableWaitError extends Error {
  override readonly name = ACTION_RETRYABLE;
}
