import type { Json, JsonObject } from '../../shared/domain/json/json.ts';
import type { HistoryEvent } from '../../shared/domain/run/history-event.ts';
import type { Expectation } from './conformance-case.ts';
import { causeDifferences, type Difference, differences, parsedOrText } from './matches.ts';

/** Members of our details that the recordings do not have. */
const NOT_RECORDED = ['roleArn', 'region', 'timestamp', 'redriveCount'];
/** JSON text in AWS's answer, parsed in the recordings. */
const PARSED = ['input', 'output', 'parameters'];
/** The recordings' own normaliser lost these where branches ran side by side. */
const LOST_IN_PARTIAL = ['ParallelStateSucceeded', 'ParallelStateFailed'];

/** Compares a history with the recorded one, by the recorded order. */
export function compareHistory(expect: Expectation, history: readonly HistoryEvent[]): Difference[] {
  const { events: expected = [], eventOrder = 'total', ignoreEventTypes = [] } = expect;
  const left = eventOrder === 'partial' ? [...ignoreEventTypes, ...LOST_IN_PARTIAL] : ignoreEventTypes;
  const ours = history.map(asRecorded).filter((event) => !left.includes(String(event.type)));
  const theirs = expected.filter((event) => !left.includes(String(event.type)));
  switch (eventOrder) {
    case 'total':
      return compareInOrder(theirs, ours);
    case 'partial':
      return compareAsBag(theirs, ours.map(withoutIds));
    case 'unstable':
      return compareInOrder(ends(theirs).map(withoutIds), ends(ours).map(withoutIds));
  }
}

/** An event in the form of the recordings. */
export function asRecorded({ id, previousEventId, type, details }: HistoryEvent): JsonObject {
  const recorded: JsonObject = { id, prev: previousEventId, type };
  for (const [name, value] of Object.entries(details)) {
    if (NOT_RECORDED.includes(name)) continue;
    recorded[name] =
      name === 'assignedVariables'
        ? Object.fromEntries(Object.entries(Object(value)).map(([key, text]) => [key, parsedOrText(String(text))]))
        : PARSED.includes(name) && typeof value === 'string'
          ? parsedOrText(value)
          : value;
  }
  return recorded;
}

function compareInOrder(expected: readonly JsonObject[], actual: readonly JsonObject[]): Difference[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, index) =>
    eventDifferences(expected[index], actual[index], `events[${index}]`),
  ).flat();
}

function compareAsBag(expected: readonly JsonObject[], actual: readonly JsonObject[]): Difference[] {
  const unmatched = [...actual];
  const missing = expected.filter((event) => {
    const index = unmatched.findIndex((candidate) => eventDifferences(event, candidate, '').length === 0);
    if (index >= 0) unmatched.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((event) => ({ path: 'events', expected: event, actual: undefined })),
    ...unmatched.map((event) => ({ path: 'events', expected: undefined, actual: event })),
  ];
}

function eventDifferences(
  expected: JsonObject | undefined,
  actual: JsonObject | undefined,
  path: string,
): Difference[] {
  if (!expected || !actual || expected.type !== actual.type) return [{ path, expected, actual }];
  const { cause: expectedCause, ...expectedRest } = expected;
  const { cause: actualCause, ...actualRest } = actual;
  return [
    ...differences(expectedRest, actualRest, path),
    ...causeDifferences(expectedCause as Json | undefined, actualCause as Json | undefined, `${path}.cause`),
  ];
}

function withoutIds({ id: _id, prev: _prev, ...rest }: JsonObject): JsonObject {
  return rest;
}

function ends(events: readonly JsonObject[]): JsonObject[] {
  return [events[0], events.at(-1)].filter((event) => event !== undefined);
}
