import type { Json, JsonObject } from '../../../shared/domain/json/json.ts';
import type { Waiting } from '../execution.ts';

/** What a state does with the execution. */
export type Move =
  /** On to the next state; without one, the execution has succeeded. */
  | {
      readonly kind: 'go';
      readonly next: string | undefined;
      readonly output: Json;
      readonly variables: JsonObject;
      readonly assigned: JsonObject;
    }
  /** `retries` where the wait is for another try. */
  | { readonly kind: 'wait'; readonly waiting: Waiting; readonly retries?: Readonly<Record<string, number>> }
  | { readonly kind: 'fail'; readonly error: string | undefined; readonly cause: string | undefined };
