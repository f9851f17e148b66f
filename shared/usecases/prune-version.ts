import type { Ports } from '../ports/ports.ts';
import { workflowVersionItems } from '../repositories/workflow-items.ts';

/**
 * How many versions back a planned run can still start. Step Functions keeps 1,000 of a machine; the other half is room for versions that were
 * published and never became one of the workflow, because its process ended in between.
 */
export const STARTABLE_VERSIONS = 500;

/**
 * Deletes what no run starts any more, when another version of a workflow is about to be published: the machine's version behind the workflow's
 * version of {@link STARTABLE_VERSIONS} ago. Running executions keep theirs, and the item stays: stories and roll-backs read it.
 *
 * @param about.version the one that is about to be published.
 * @throws ThrottledError when Step Functions asks to slow down: nothing was published yet.
 */
export async function pruneVersion(
  ports: Pick<Ports, 'store' | 'machines'>,
  about: { company: string; workflowId: string; version: number },
): Promise<void> {
  const version = about.version - STARTABLE_VERSIONS;
  if (version < 1) return;
  const old = await workflowVersionItems.get(ports.store, { ...about, version });
  const following = await workflowVersionItems.get(ports.store, { ...about, version: version + 1 });
  // Versions that differ in conditions only lie next to each other and share their machine.
  if (!old || old.value.stateMachineVersionArn === following?.value.stateMachineVersionArn) return;
  await ports.machines.deleteVersion(old.value.stateMachineVersionArn);
}
