/** A call failed with this very error name and cause. */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError';
  readonly error: string;
  readonly reason: string;
  constructor(error: string, reason: string) {
    super(reason);
    this.error = error;
    this.reason = reason;
  }
}
