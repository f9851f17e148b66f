import { BUSINESS_CENTRAL_EVENTS } from './event-catalogue.ts';

const EVENT_OF_FUNCTION: ReadonlyMap<string, string> = new Map(
  BUSINESS_CENTRAL_EVENTS.flatMap(({ type, businessCentralName }) =>
    businessCentralName === undefined ? [] : [[businessCentralName, type] as const],
  ),
);

/** Our name of an event, given in ours or as a Business Central function name. Any other text comes back as it is. */
export function canonicalEvent(name: string): string {
  return EVENT_OF_FUNCTION.get(name.toUpperCase()) ?? name;
}

/** Business Central's function names of events that have a counterpart here. */
export function businessCentralEvents(): readonly string[] {
  return [...EVENT_OF_FUNCTION.keys()];
}
