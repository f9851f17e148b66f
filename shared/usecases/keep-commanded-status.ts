import type { RecordEvent } from '../domain/event/event.ts';
import { knownFields, type Snapshot } from '../domain/record/record.ts';
import type { Wait } from '../domain/run/inbox.ts';
import { idempotencyKeyOf } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Versioned } from '../repositories/item-type.ts';
import { recordItems } from '../repositories/record-items.ts';
import { findActions, runItems } from '../repositories/run-items.ts';
import { changeItem } from './change-item.ts';

type KeepPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/**
 * What the source has done to the status we know from then on, whether or not it tells of it by an event.
 *
 * @param known the record's snapshot as it was read before.
 */
export function keepCommandedStatus(
  ports: KeepPorts,
  known: Versioned<Snapshot>,
  statusAfter: (known: Snapshot) => string | undefined,
): Promise<void> {
  return changeItem(ports, recordItems, { id: known.value.key, known }, (snapshot) => {
    const status = statusAfter(snapshot);
    const isNews = status !== undefined && knownFields(snapshot).status !== status;
    return isNews ? { ...snapshot, commandedStatus: status } : undefined;
  });
}

/**
 * The same for a command that the source has accepted and now reports as done. Before the run hears of it, so that what comes next finds the
 * status; may be repeated. A newer event of the source that told another status by then stands.
 */
export async function keepCompletedCommand(
  ports: KeepPorts,
  { company, runId, step, visit }: { company: string; runId: string } & Pick<Wait, 'step' | 'visit'>,
  completed: Pick<RecordEvent, 'time'>,
): Promise<void> {
  const actions = await findActions(ports.store, { company, runId });
  const command = idempotencyKeyOf({ runId, step, visit });
  const status = actions.find((action) => idempotencyKeyOf(action) === command)?.accepted?.status;
  const run = status && (await runItems.get(ports.store, { company, id: runId }));
  const snapshot = run && (await recordItems.get(ports.store, run.value.record));
  if (!snapshot) return;
  await keepCommandedStatus(ports, snapshot, (known) =>
    completed.time < known.at && knownFields(known).status !== status.before ? undefined : status.after,
  );
}
