import type { Json } from '../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';

/** Stands for the input or output that the lines of the same part told last: a state is entered with what the one before it put out. */
const AS_BEFORE = 0;
/** Shorter texts cost less than the look for what is the same. */
const WORTH_CHARACTERS = 64;

/** Events as the journal keeps them. A long text that stands there several times one after the other is written once. */
export function historyText(events: readonly HistoryEvent[]): string {
  let last: Json | undefined;
  const lines = events.map((event) => {
    const key = payloadKey(event);
    if (key === undefined) return event;
    const text = event.details[key];
    const isSame = text === last && typeof text === 'string' && text.length >= WORTH_CHARACTERS;
    last = text;
    return isSame ? { ...event, details: { ...event.details, [key]: AS_BEFORE } } : event;
  });
  return JSON.stringify(lines);
}

/** What `historyText` made a text of, or an earlier version, which wrote all texts out. */
export function historyOf(text: string): HistoryEvent[] {
  const events = JSON.parse(text) as HistoryEvent[];
  let last: Json = null;
  for (const event of events) {
    const key = payloadKey(event);
    if (key === undefined) continue;
    if (event.details[key] === AS_BEFORE) event.details[key] = last;
    last = event.details[key] ?? null;
  }
  return events;
}

/** Where the details of an event hold the JSON text of an input or output. */
function payloadKey({ details }: HistoryEvent): 'input' | 'output' | undefined {
  if (details.input !== undefined) return 'input';
  return details.output === undefined ? undefined : 'output';
}
