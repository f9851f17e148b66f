/** The day (`YYYY-MM-DD`) that it is somewhere. */
export function localDay(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 10);
}

/** Milliseconds since local midnight. */
export function localTimeOfDay(instant: number, timeZone: string): number {
  const local = instant + offsetAt(instant, timeZone);
  return ((local % DAY_MILLISECONDS) + DAY_MILLISECONDS) % DAY_MILLISECONDS;
}

/** The instant (milliseconds since 1970) of a local day and time of day. */
export function instantAt(day: string, timeOfDayMilliseconds: number, timeZone: string): number {
  const local = Date.parse(`${day}T00:00:00Z`) + timeOfDayMilliseconds;
  // The offset is that of the instant itself, which is known only once an offset was tried: clocks may change in between.
  return local - offsetAt(local - offsetAt(local, timeZone), timeZone);
}

/** The last millisecond of a local day. */
export function endOfDay(day: string, timeZone: string): number {
  return instantAt(day, DAY_MILLISECONDS, timeZone) - 1;
}

const DAY_MILLISECONDS = 24 * 3_600_000;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  FORMATS.set(timeZone, format);
  return format;
}

/** Milliseconds that the local clock is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(instant / 1000) * 1000;
}
