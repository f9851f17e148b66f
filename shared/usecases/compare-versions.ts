import type { Json } from '../domain/json/json.ts';
import { type DefinitionChange, definitionChanges } from '../domain/workflow/definition-changes.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { workflowItems, workflowVersionItems } from '../repositories/workflow-items.ts';

/** A published version, and what differs from another one. */
export interface ComparedVersion {
  readonly version: WorkflowVersion;
  /** The version that it is compared with; 0 for the empty beginning. */
  readonly comparedWith: number;
  readonly changes: readonly DefinitionChange[];
}

/** A version and what changed since an earlier one, the one before it when `since` is left out. Undefined when there is no such version. */
export async function compareVersions(
  ports: { store: ItemStore },
  input: { company: string; code: string; version: number; since?: number | undefined },
): Promise<ComparedVersion | undefined> {
  const { company } = input;
  const workflow = await workflowItems.get(ports.store, input);
  if (!workflow) return undefined;
  const read = async (version: number): Promise<WorkflowVersion | undefined> =>
    (await workflowVersionItems.get(ports.store, { company, workflowId: workflow.value.id, version }))?.value;
  const version = await read(input.version);
  if (!version) return undefined;
  const comparedWith = input.since ?? input.version - 1;
  const earlier = comparedWith > 0 ? await read(comparedWith) : undefined;
  if (!earlier && comparedWith > 0) return undefined;
  const changes = definitionChanges(earlier ? asJson(earlier.definition) : {}, asJson(version.definition));
  return { version, comparedWith, changes };
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
