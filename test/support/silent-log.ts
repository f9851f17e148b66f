import type { Log } from '../../shared/ports/log.ts';

/** A log that keeps the errors it was told, so that a test can demand that there were none. */
export function createSilentLog(): Log & { readonly errors: readonly unknown[] } {
  const errors: unknown[] = [];
  return { errors, info: () => {}, warn: () => {}, error: (_message, error) => errors.push(error) };
}
