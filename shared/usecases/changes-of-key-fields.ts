import { entityOf } from '../domain/event/event.ts';
import type { WorkflowVersion } from '../domain/workflow/workflow.ts';
import type { Change, ItemStore } from '../ports/item-store.ts';
import { keyFieldsItems } from '../repositories/key-fields-items.ts';

/** The changes that make events find the runs of a version by the keys that its waits name. Earlier versions have open runs, so none is taken away. */
export async function changesOfKeyFields(
  { store }: { readonly store: ItemStore },
  { company, waits }: WorkflowVersion,
): Promise<readonly Change[]> {
  const named = new Map<string, Set<string>>();
  for (const { event, key } of Object.values(waits).flat()) {
    if (key) named.set(entityOf(event), (named.get(entityOf(event)) ?? new Set()).add(key.field));
  }
  const changes = [...named].map(async ([entity, fields]) => {
    const before = await keyFieldsItems.get(store, { company, entity });
    const known = before?.value.fields ?? [];
    const added = [...fields].filter((field) => !known.includes(field));
    return added.length === 0 ? [] : [keyFieldsItems.save(before, { company, entity, fields: [...known, ...added] })];
  });
  return (await Promise.all(changes)).flat();
}
