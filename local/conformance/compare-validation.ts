import type { Validation } from '../engine/engine.ts';
import type { Expectation } from './conformance-case.ts';
import type { Difference } from './matches.ts';

/** Why a definition is refused, and where, as a JSON pointer. */
interface Reason {
  readonly code: string;
  readonly location: string;
}

/** A reason in the text of a refusal: its code, and behind `at` the place in the definition. */
const REASON = /([A-Z]+(?:_[A-Z]+)+): .*? at (\/[^\s,']*)/gs;

/**
 * Compares whether a definition is refused, and for which codes at which places. Wordings differ, ours may name more at once than AWS
 * does, and a member may be told at its own place or at that of its object.
 */
export function compareValidation(expect: Expectation, { result, diagnostics }: Validation): Difference[] {
  const { refused = expect.result === 'FAIL' } = expect;
  const ours = diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location || '/'}`);
  if (refused !== (result === 'FAIL')) return [{ path: 'refused', expected: refused, actual: ours }];
  return reasonsIn(expect)
    .filter((reason) => !diagnostics.some((one) => one.code === reason.code && areClose(one.location, reason.location)))
    .map(({ code, location }) => ({ path: 'diagnostics', expected: `${code} at ${location}`, actual: ours }));
}

function reasonsIn({ message = '', diagnostics = [] }: Expectation): Reason[] {
  const told = [...message.matchAll(REASON)].map(([, code = '', location = '']) => ({ code, location }));
  const listed = diagnostics
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ code, location = '/' }) => ({ code, location }));
  return [...told, ...listed];
}

/** The same place, or one right inside of the other. Text that is no JSON has no places: AWS tells lines and columns then. */
function areClose(ours: string, recorded: string): boolean {
  if (!recorded.startsWith('/')) return true;
  const [a, b] = [ours, recorded].map((pointer) => (pointer === '/' ? '' : pointer));
  return a === b || a === parentOf(b) || b === parentOf(a);
}

function parentOf(pointer = ''): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}
