import type { RecordEvent } from '../domain/event/event.ts';
import { knownFields, type RecordKey, type Snapshot } from '../domain/record/record.ts';
import type { Wait } from '../domain/run/inbox.ts';
import { idempotencyKeyOf } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import { recordItems } from '../repositories/record-items.ts';
import { findActions, runItems } from '../repositories/run-items.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type KeepPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** What the source has done to the status we know from then on, whether or not it tells of it by an event. */
export async function keepCommandedStatus(
  ports: KeepPorts,
  record: RecordKey,
  statusAfter: (known: Snapshot) => string | undefined,
): Promise<void> {
  await retryOnConflict(ports, async () => {
    const snapshot = await recordItems.get(ports.store, record);
    const status = snapshot && statusAfter(snapshot.value);
    if (!snapshot || status === undefined || knownFields(snapshot.value).status === status) return;
    await ports.store.write([recordItems.update(snapshot, { ...snapshot.value, commandedStatus: status })]);
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
  if (!run) return;
  await keepCommandedStatus(ports, run.value.record, (known) =>
    completed.time < known.at && knownFields(known).status !== status.before ? undefined : status.after,
  );
}
