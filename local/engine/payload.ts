import type { Json } from '../../shared/domain/json/json.ts';
import { MAX_PAYLOAD_BYTES } from './limits.ts';
import { StateError } from './state-error.ts';

/** False for a number of characters that is no more than 256 KiB in UTF-8, whichever they are: one takes at most three bytes (two of a surrogate pair four). */
export function mayBeTooLarge(characters: number): boolean {
  return characters * 3 > MAX_PAYLOAD_BYTES;
}

/** True for a JSON text of more than 256 KiB in UTF-8, which Step Functions does not carry. */
export function isTooLarge(text: string): boolean {
  if (!mayBeTooLarge(text.length)) return false;
  // A character takes at least one byte.
  return text.length > MAX_PAYLOAD_BYTES || Buffer.byteLength(text) > MAX_PAYLOAD_BYTES;
}

/** AWS's words for a state or task whose result is too large. */
export function tooLarge(stateOrTask: string): StateError {
  return new StateError(
    'States.DataLimitExceeded',
    `The state/task '${stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

/** JSON text as the history shows it. @throws StateError `States.DataLimitExceeded` above 256 KiB. */
export function payloadText(value: Json, stateOrTask: string): string {
  const text = JSON.stringify(value);
  if (isTooLarge(text)) throw tooLarge(stateOrTask);
  return text;
}
