const SECONDS_PER_DAY = 86_400;
/** A standard execution of Step Functions lives at most this long. */
export const MAX_WAIT_SECONDS = 365 * SECONDS_PER_DAY;
/** A wait that says nothing of time: one day less, so that there is time left to say that nothing came. */
export const DEFAULT_WAIT_SECONDS = 364 * SECONDS_PER_DAY;

const ISO_DURATION = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
/** Years, months, weeks, days, hours, minutes, seconds: a year is 365 days, a month 30. */
const UNIT_SECONDS = [365 * SECONDS_PER_DAY, 30 * SECONDS_PER_DAY, 7 * SECONDS_PER_DAY, SECONDS_PER_DAY, 3_600, 60, 1];

/** The seconds of an ISO 8601 duration such as `P30D` or `PT1H30M`; undefined when it is none. */
export function durationSeconds(text: string): number | undefined {
  const written = ISO_DURATION.exec(text);
  if (!written) return undefined;
  return UNIT_SECONDS.reduce((total, seconds, unit) => total + seconds * Number(written[unit + 1] ?? 0), 0);
}
