import type { JsonObject } from '../domain/json/json.ts';
import type { ActionRecord } from '../domain/run/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { findActions } from '../repositories/run-items.ts';

/** The action behind steps that ask by themselves. It leaves the id of its request. */
const ASKING_ACTION = 'approvals.ask';

/** The ids of the requests that steps of a run have made by themselves, the oldest first. */
export async function findQuestionIds(
  store: ItemStore,
  run: { company: string; runId: string },
  keep: (asked: ActionRecord) => boolean = () => true,
): Promise<readonly string[]> {
  return questionIdsIn((await findActions(store, run)).filter(keep));
}

/** The ids of the requests that these actions have made, in their order. */
export function questionIdsIn(actions: readonly ActionRecord[]): readonly string[] {
  return actions
    .filter(({ action }) => action === ASKING_ACTION)
    .map(({ output }) => String((output as JsonObject).requestId));
}
