import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { keyOf } from '../repositories/key-text.ts';
import { workflowVersionItems } from '../repositories/workflow-items.ts';

/** Published versions never change, so those read lately are kept per store. */
const KEPT_VERSIONS = 500;
const caches = new WeakMap<ItemStore, Map<string, WorkflowVersion>>();

/** A published version. @throws WorkflowVersionMissingError when there is none: versions outlive every run that uses them. */
export async function loadVersion(
  ports: { store: ItemStore },
  id: { company: string; workflowId: string; version: number },
): Promise<WorkflowVersion> {
  const cache = caches.get(ports.store) ?? new Map<string, WorkflowVersion>();
  caches.set(ports.store, cache);
  const key = keyOf(id.company, id.workflowId, String(id.version));
  const known = cache.get(key);
  if (known) return known;
  const found = await workflowVersionItems.get(ports.store, id);
  if (!found) throw new WorkflowVersionMissingError(`Version ${id.version} of workflow ${id.workflowId} is not there.`);
  const oldest = cache.keys().next().value;
  if (cache.size >= KEPT_VERSIONS && oldest !== undefined) cache.delete(oldest);
  cache.set(key, found.value);
  return found.value;
}

/** A run or an enabled set names a version that was never written: a fault of ours. */
export class WorkflowVersionMissingError extends Error {
  override readonly name = 'WorkflowVersionMissingError';
}
