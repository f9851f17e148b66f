import type { JsonObject } from '../../../shared/domain/json/json.ts';

/** What becomes of one call of an action of the tests. */
export type Course =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed' | 'slow' | 'refused' | 'silent' }
  /** A command that is reported later, with a record of this amount. */
  | { readonly kind: 'accepted'; readonly amount: number };

/** What goes wrong, in this order: `fail: 2` are two calls that fail, `fail: true` are all of them. */
const TROUBLES = [
  /** Outlasts the time that the step gives it. */
  ['slow', 'slow'],
  ['fail', 'failed'],
  /** By the source, to which it is a command. */
  ['refused', 'refused'],
  /** The source accepts it, and never says that it is done. */
  ['silent', 'silent'],
] as const;

/** @param made how often the step has called the action, with this call. */
export function courseOf(options: JsonObject, made: number): Course {
  let before = 0;
  for (const [option, kind] of TROUBLES) {
    before += timesOf(options[option]);
    if (made <= before) return { kind };
  }
  return typeof options.later === 'number' ? { kind: 'accepted', amount: options.later } : { kind: 'done' };
}

/** How a step knows what went wrong. */
export const ERROR_OF = {
  slow: 'States.Timeout',
  failed: 'ActionFailed',
  refused: 'CommandRefused',
  silent: 'States.Timeout',
} as const;

function timesOf(option: unknown): number {
  if (option === true) return Number.POSITIVE_INFINITY;
  return typeof option === 'number' ? option : 0;
}
