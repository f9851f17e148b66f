/** How much one company may send, so that the burst of one does not keep the events of all others waiting. */
export interface IngestQuota {
  /** Events within a window. */
  readonly events: number;
}

/** Windows begin at the full five minutes. */
export const WINDOW_SECONDS = 300;

/** Five hundred a second for five minutes, or a burst of a hundred thousand records and half of one more. */
export const DEFAULT_INGEST_QUOTA: IngestQuota = { events: 150_000 };

/** The window that an instant (milliseconds) lies in: when it began (milliseconds too), and how many seconds of it are left, at least one. */
export function windowOf(now: number): { readonly start: number; readonly secondsLeft: number } {
  const length = WINDOW_SECONDS * 1_000;
  const start = Math.floor(now / length) * length;
  return { start, secondsLeft: Math.ceil((start + length - now) / 1_000) };
}
