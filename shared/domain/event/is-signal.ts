import { ENTITY_VERBS, isEventType } from './entity-verbs.ts';
import { entityOf } from './event.ts';

/** What only the platform says to a run: nobody can pretend a decision, the answer to a task or the end of a command. */
const PLATFORM_ENTITIES = ['approvalRequest', 'command', 'schedule', 'userTask', 'workflow'];

/** True for events that the platform itself raises. */
export function isOfPlatform(type: string): boolean {
  return PLATFORM_ENTITIES.includes(entityOf(type));
}

/** True for events of entities of one's own: those that somebody outside may send to a run, or by the key that it waits for. */
export function isSignal(type: string): boolean {
  return isEventType(type) && !Object.hasOwn(ENTITY_VERBS, entityOf(type)) && !isOfPlatform(type);
}
