import type { Json } from '../json/json.ts';
import type { StateOrigin } from '../workflow/workflow.ts';
import type { HistoryLine } from './history-line.ts';

/** How far a loop has come: items done, of how many. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** A loop, or a part of one, while its history is read. */
interface Loop {
  readonly state: string;
  readonly around: Loop | undefined;
  /** The event by which the part was ordered that the loop does. */
  readonly partOf: number | undefined;
  done: number;
  of?: number;
  /** Of a part: the number of its first item, and how many items it has. */
  from?: number;
  size?: number;
}

/** Where an event stands: at a loop itself, and inside of which. */
interface Place {
  readonly own: Loop | undefined;
  readonly inside: Loop | undefined;
}

/** Kinds of states that do something for each item of a list. */
const LOOP_KINDS = ['forEach', 'part'];
const NOWHERE: Place = { own: undefined, inside: undefined };

/**
 * How far each loop of a run has come, by the event at which it was entered. A part of a long list tells of the whole list: those before it are
 * done.
 */
export function loopProgress(
  history: readonly HistoryLine[],
  states: Readonly<Record<string, StateOrigin>>,
): ReadonlyMap<number, Progress> {
  if (!Object.values(states).some(({ kind }) => LOOP_KINDS.includes(kind))) return new Map();
  const places = new Map<number, Place>();
  const loops = new Map<number, Loop>();
  for (const line of history) {
    const before = places.get(line.previousEventId) ?? NOWHERE;
    const place = placeAfter(line, before, states);
    places.set(line.id, place);
    if (line.type.endsWith('StateEntered') && place.own) loops.set(line.id, place.own);
  }
  for (const { partOf, done } of loops.values()) {
    const part = partOf === undefined ? undefined : places.get(partOf)?.own;
    if (part) part.done = Math.max(part.done, done);
  }
  return new Map(
    [...loops].flatMap(([id, { done, of, from = 0 }]) => (of === undefined ? [] : [[id, { done: from + done, of }]])),
  );
}

function placeAfter(line: HistoryLine, before: Place, states: Readonly<Record<string, StateOrigin>>): Place {
  const { type, details } = line;
  const name = String(details.name);
  const { own, inside } = before;
  if (type.endsWith('StateEntered')) {
    if (!LOOP_KINDS.includes(states[name]?.kind ?? '')) return { own: undefined, inside };
    return { own: { state: name, around: inside, partOf: inside ? undefined : line.partOf, done: 0 }, inside };
  }
  const named = [own, inside].find((loop) => loop?.state === name);
  if (type.endsWith('StateExited')) return { own: undefined, inside: named ? named.around : inside };
  if (type === 'MapIterationStarted') return { own: undefined, inside: named ?? inside };
  if (type === 'MapIterationSucceeded' && named) named.done += 1;
  if (own) hear(own, line);
  return before;
}

/** What a loop's own events tell of it. */
function hear(loop: Loop, { type, details }: HistoryLine): void {
  if (type === 'MapStateStarted') loop.of = Number(details.length);
  if (type === 'TaskScheduled') Object.assign(loop, partIn(details.parameters));
  if (type === 'TaskSucceeded' && loop.size !== undefined) loop.done = loop.size;
}

/** The part of a list that an order is about; nothing where it is about something else. */
function partIn(parameters: Json | undefined): Pick<Loop, 'from' | 'size' | 'of'> {
  const { Input } = Object(typeof parameters === 'string' ? JSON.parse(parameters) : parameters);
  const { from, items, all } = Object(Object(Input).part);
  return typeof all === 'number' && Array.isArray(items) ? { from: Number(from), size: items.length, of: all } : {};
}
