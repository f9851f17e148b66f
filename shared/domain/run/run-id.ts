import { hash } from 'node:crypto';

/** The id of the run that an event starts of a workflow: the same event never gives a second one. Also the execution's name (40 characters). */
export function runIdOf(start: { company: string; source: string; eventId: string; workflowId: string }): string {
  const text = JSON.stringify([start.company, start.source, start.eventId, start.workflowId]);
  return hash('sha256', text).slice(0, 40);
}

/** A text of any length as an id of 64 characters, for places that limit length and characters. */
export function digestOf(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts));
}
