import type { Problem } from '../../shared/domain/workflow/problem.ts';

/** A problem that keeps the workflow from being enabled. */
export function error(code: string, at: { pointer: string; hint?: string | undefined }, message: string): Problem {
  return { code, severity: 'error', pointer: at.pointer, message, ...(at.hint !== undefined && { hint: at.hint }) };
}

/** Something that works, but probably not as meant. */
export function warning(code: string, at: { pointer: string; hint?: string | undefined }, message: string): Problem {
  return { ...error(code, at, message), severity: 'warning' };
}

/** "Did you mean X?", where there is an X. */
export function meant(candidate: string | undefined): string | undefined {
  return candidate === undefined ? undefined : `Did you mean ${candidate}?`;
}
