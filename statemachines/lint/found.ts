import type { Problem } from '../../shared/domain/workflow/problem.ts';

/** Where something is wrong, and what to do about it. */
interface Place {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly hint: string;
}

/** A problem that keeps the workflow from being enabled. */
export function error(code: string, { pointer, hint }: Place, message: string): Problem {
  return { code, severity: 'error', pointer, message, hint };
}

/** Something that works, but probably not as meant. */
export function warning(code: string, at: Place, message: string): Problem {
  return { ...error(code, at, message), severity: 'warning' };
}

/** "Did you mean X?", where there is an X. */
export function meant(candidate: string | undefined): string | undefined {
  return candidate === undefined ? undefined : `Did you mean ${candidate}?`;
}
