/** The only source of time. Domain functions take `now` as an argument; everything else asks this port. */
export interface Clock {
  /** The present moment, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Resolves after `milliseconds` of this clock's time; rejects with the signal's reason when it is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

let lastTold = 0;
let lastInstant = new Date(lastTold).toISOString();

/** The present moment of `clock` as an ISO 8601 instant with milliseconds, the form of every stored instant. */
export function instantOf(clock: Clock): string {
  const now = clock.now();
  // Asked many times within a millisecond, and slow to write.
  if (now !== lastTold) {
    lastInstant = new Date(now).toISOString();
    lastTold = now;
  }
  return lastInstant;
}
