const FIRST_MILLISECONDS = 200;
const LONGEST_MILLISECONDS = 60_000;

/**
 * How long to wait after so many failed attempts: twice as long each time, and between half and all of that by chance, so that many
 * events do not come back in step.
 *
 * @param random a number from 0 up to 1.
 */
export function backoffMilliseconds(failedAttempts: number, random: number): number {
  const whole = Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** (failedAttempts - 1));
  return Math.round(whole * (0.5 + random / 2));
}
