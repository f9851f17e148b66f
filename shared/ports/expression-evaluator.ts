import type { Json, JsonObject } from '../domain/json/json.ts';

/** Evaluates JSONata (version 2.0.6, AWS's) on our side, away from the main thread, within limits of time and size. */
export interface ExpressionEvaluator {
  /**
   * @param expression the text between `{%` and `%}`.
   * @param bindings variables without `$`: `{ event: ... }` is `$event`.
   * @throws ExpressionFailedError on a syntax error, a failing function, no value, a value that is not JSON, or when 1 second has passed.
   */
  evaluate(expression: string, bindings: JsonObject): Promise<Json>;
}

/** The expression gave no value. The message is fit for the author of the workflow. */
export class ExpressionFailedError extends Error {
  override readonly name = 'ExpressionFailedError';
}
