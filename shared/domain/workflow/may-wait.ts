import type { WorkflowVersion } from './workflow.ts';

/** Kinds of states that hold a task token while they are entered. */
export const WAITING_KINDS: readonly string[] = ['when', 'command', 'park'];

/** Whether runs of a version may ever wait for anything. Those of others have no inbox, and nobody finds them as listeners. */
export function mayWait({ listensTo, states }: Pick<WorkflowVersion, 'listensTo' | 'states'>): boolean {
  return listensTo.length > 0 || Object.values(states).some(({ kind }) => WAITING_KINDS.includes(kind));
}
