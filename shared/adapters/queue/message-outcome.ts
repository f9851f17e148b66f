/**
 * What became of a message: `failed` counts as a try and is repeated after a while; `throttled` is repeated after a while and
 * does not count; `heldBack` was not tried, because one before it in its group is repeated, and does not count either.
 */
export type Outcome =
  | { readonly kind: 'handled' | 'throttled' | 'heldBack' }
  | { readonly kind: 'failed'; readonly reason: string };

/** How long a failed or throttled message waits before it is handed out again: 1 s, doubled with each try, at most 60 s. */
export function retryDelayMilliseconds(tries: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.max(0, tries - 1));
}
