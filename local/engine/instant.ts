/** ISO 8601 extended date and time with an extended offset; seconds and their parts may be missing. */
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** The moment that a text names, in milliseconds since 1970, or undefined when it names none. */
export function instantIn(text: string): number | undefined {
  const [, minute, second = '00', fraction = '', offset = ''] = INSTANT.exec(text.toUpperCase()) ?? [];
  if (minute === undefined) return undefined;
  const moment = Date.parse(`${minute}:${second}${fraction.slice(0, 4)}${offset}`);
  if (Number.isNaN(moment)) return undefined;
  // Date.parse rolls 30 February over into March.
  const day = new Date(Date.parse(`${minute}:00Z`)).toISOString().slice(0, 10);
  return day === minute.slice(0, 10) ? moment : undefined;
}
