/** A service asked to slow down. Nothing happened; the same call may be tried again later. Never counts as a failed attempt. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}
