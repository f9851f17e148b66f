import { canonicalEvent } from '../../shared/domain/event/business-central-events.ts';
import { builtInEvents, ENTITY_VERBS, isEventType, isKnownEvent } from '../../shared/domain/event/entity-verbs.ts';
import { entityOf } from '../../shared/domain/event/event.ts';
import { didYouMean } from '../../shared/domain/workflow/did-you-mean.ts';
import type { Problem } from '../../shared/domain/workflow/problem.ts';
import { error, meant, warning } from './found.ts';

/** Checks the name of an event. `declared` are the events that sources of the company declare beyond the closed list. */
export function checkEvent(name: string, pointer: string, declared: readonly string[]): Problem[] {
  const event = canonicalEvent(name);
  const hint = meant(didYouMean(event, [...builtInEvents(), ...declared]));
  if (!isEventType(event)) {
    const form = hint ?? 'Write it like purchaseDocument.approvalRequested.';
    return [error('bad-event-name', { pointer, hint: form }, `"${name}" is no event: it must be <entity>.<verb>.`)];
  }
  const entity = entityOf(event);
  if (entity === 'userTask') {
    const at = { pointer, hint: 'Use a step with "task": it gives the task, waits, and says what came of it.' };
    return [error('event-of-a-task', at, `${event} is heard by the step that gave the task, and by nothing else.`)];
  }
  if (!isKnownEvent(event, declared)) {
    const verbs = ENTITY_VERBS[entity]?.join(', ');
    const all = hint ?? `Known verbs are ${verbs}. A source can declare more.`;
    return [error('unknown-event', { pointer, hint: all }, `There is no event ${event}.`)];
  }
  if (Object.hasOwn(ENTITY_VERBS, entity) || declared.includes(event)) return [];
  const similar = meant(didYouMean(entity, Object.keys(ENTITY_VERBS)));
  if (similar === undefined) return [];
  return [warning('unusual-entity', { pointer, hint: similar }, `${entity} is taken for an entity of your own.`)];
}
