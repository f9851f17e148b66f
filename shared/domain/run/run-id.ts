import { hash } from 'node:crypto';

const ID_LENGTH = 40;
/** Digits of base 36 that hold milliseconds since 1970 until the year 5188. */
const TIME_DIGITS = 9;

/**
 * The id of the run that an event starts of a workflow: the same event never gives a second one. Also the execution's name (40 characters).
 *
 * @param start.receivedAt when the event was accepted, as it is kept with the plan. Such ids begin with the time, so that the runs of a moment lie together
 * where things are stored by key.
 */
export function runIdOf(start: {
  company: string;
  source: string;
  eventId: string;
  workflowId: string;
  receivedAt?: string;
}): string {
  const text = JSON.stringify([start.company, start.source, start.eventId, start.workflowId]);
  const digest = hash('sha256', text);
  if (start.receivedAt === undefined) return digest.slice(0, ID_LENGTH);
  const time = Date.parse(start.receivedAt).toString(36).padStart(TIME_DIGITS, '0');
  return time + digest.slice(0, ID_LENGTH - TIME_DIGITS);
}

/** A text of any length as an id of 64 characters, for places that limit length and characters. */
export function digestOf(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts));
}
