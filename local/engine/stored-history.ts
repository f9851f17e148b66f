import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';

/** The events of one step as the journal keeps them: they have one time and follow each other in number, so both are said once. */
type StoredEvents = readonly [timestamp: string, firstId: number, ...lines: readonly StoredEvent[]];
type StoredEvent = readonly [previousEventId: number, type: string, details: JsonObject];

/** Stands for the input or output that the events of the same step told last: a state is entered with what the one before it put out. */
const AS_BEFORE = 0;
/** Shorter texts cost less than the look for what is the same. */
const WORTH_CHARACTERS = 64;

/** Events of one step as text. A long text that stands there several times one after the other is written once. */
export function historyText(events: readonly HistoryEvent[]): string {
  const [first] = events;
  let last: Json | undefined;
  const lines = events.map(({ previousEventId, type, details }): StoredEvent => {
    const key = payloadKey(details);
    if (key === undefined) return [previousEventId, type, details];
    const text = details[key];
    const isSame = text === last && typeof text === 'string' && text.length >= WORTH_CHARACTERS;
    last = text;
    return [previousEventId, type, isSame ? { ...details, [key]: AS_BEFORE } : details];
  });
  const stored: StoredEvents = [first?.timestamp ?? '', first?.id ?? 0, ...lines];
  return JSON.stringify(stored);
}

/** The events of a text of `historyText`, or of an earlier version, which wrote everything out. */
export function historyOf(text: string): readonly HistoryEvent[] {
  const stored = JSON.parse(text) as StoredEvents | HistoryEvent[];
  return isWrittenOut(stored) ? stored : eventsOf(stored);
}

function isWrittenOut(stored: StoredEvents | HistoryEvent[]): stored is HistoryEvent[] {
  return typeof stored[0] === 'object';
}

function eventsOf([timestamp, firstId, ...lines]: StoredEvents): HistoryEvent[] {
  let last: Json = null;
  return lines.map(([previousEventId, type, details], index) => {
    const key = payloadKey(details);
    if (key !== undefined) {
      if (details[key] === AS_BEFORE) details[key] = last;
      last = details[key] ?? null;
    }
    return { id: firstId + index, previousEventId, type, timestamp, details };
  });
}

/** Where the details of an event hold the JSON text of an input or output. */
function payloadKey(details: JsonObject): 'input' | 'output' | undefined {
  if (details.input !== undefined) return 'input';
  return details.output === undefined ? undefined : 'output';
}
