import { ENTITY_VERBS, isEventType } from './entity-verbs.ts';
import { entityOf } from './event.ts';

/** What only the platform says to a run: nobody can pretend a decision or the end of a command. */
const PLATFORM_ENTITIES = ['command', 'schedule', 'userTask', 'workflow'];

/** True for events of entities of one's own: those that somebody outside may send to a run, or by the key that it waits for. */
export function isSignal(type: string): boolean {
  const entity = entityOf(type);
  return isEventType(type) && !Object.hasOwn(ENTITY_VERBS, entity) && !PLATFORM_ENTITIES.includes(entity);
}
