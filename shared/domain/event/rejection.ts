/** A delivery that a source's door refused: why an event that was sent is not there. */
export interface Rejection {
  readonly company: string;
  readonly source: string;
  /** The id of an event in it where one could be read, else of the delivery (`webhook-id`). */
  readonly id: string;
  /** False when the signature did not fit: anybody may have sent it. */
  readonly signed: boolean;
  readonly rejectedAt: string;
  readonly reason: string;
  /** What was wrong with the body. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Strangers can fill so many places of a source, and no more. */
const STRANGERS_PLACES = 1_024;

/** Where a rejection is kept: whoever signs has a place for each id, strangers share some, the newest in each. */
export function rejectionPlace({ id, signed }: Pick<Rejection, 'id' | 'signed'>): readonly [string, string] {
  if (signed) return ['signed', id];
  let hash = 0;
  for (let index = 0; index < id.length; index++) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return ['stranger', String(hash % STRANGERS_PLACES)];
}
