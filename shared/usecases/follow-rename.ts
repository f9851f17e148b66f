import type { RecordKey } from '../domain/record/record.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { entryItems, requestItems, requestsOfRecord } from '../repositories/approval-items.ts';
import type { ItemType, Versioned } from '../repositories/item-type.ts';
import { later } from '../repositories/key-text.ts';
import { recordChangeItems } from '../repositories/record-change-items.ts';
import { type Rename, renameItems } from '../repositories/rename-items.ts';
import { runItems, runsOfRecord } from '../repositories/run-items.ts';
import { auditChange } from './audit-change.ts';
import { findNewestName } from './find-newest-name.ts';
import { findHeldChanges } from './held-changes.ts';
import { loadEntries } from './load-request.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

type FollowPorts = Pick<Ports, 'store' | 'clock' | 'ids'>;

/** After so long nobody still writes under the old id. */
const SECOND_LOOK_MILLISECONDS = 60_000;

/** Requests, entries with their comments, held values and ended runs of a record follow it to its new id. May be repeated. */
export async function followRename(ports: FollowPorts, id: Pick<Rename, 'from' | 'to'>): Promise<void> {
  const rename = await renameItems.get(ports.store, id);
  if (!rename) return;
  const { from } = rename.value;
  // It may have been renamed again meanwhile.
  const { key: to } = await findNewestName(ports, rename.value.to);
  const requests = await requestItems.queryAll(ports.store, { index: 'relations', partition: requestsOfRecord(from) });
  for (const { value } of requests)
    await moveRequest(ports, { company: value.company, requestId: value.id }, { from, to });
  const runs = await runItems.queryAll(ports.store, { index: 'relations', partition: runsOfRecord(from) });
  for (const { value } of runs) await moveRecord(ports, runItems, value, { from, to });
  await retryOnConflict(ports, async () => {
    const before = await renameItems.get(ports.store, id);
    if (!before) return;
    const dueAt = later(instantOf(ports.clock), SECOND_LOOK_MILLISECONDS);
    await ports.store.write(
      before.value.followed
        ? [renameItems.remove(before)]
        : [renameItems.update(before, { ...before.value, followed: true, dueAt }), audited(ports, before.value)],
    );
  });
}

interface Move {
  readonly from: RecordKey;
  readonly to: RecordKey;
}

/** Entries first: the request is what they are found by. */
async function moveRequest(ports: FollowPorts, id: { company: string; requestId: string }, move: Move): Promise<void> {
  const { company, requestId } = id;
  for (const { value } of await loadEntries(ports, id)) await moveRecord(ports, entryItems, value, move);
  for (const { value } of await findHeldChanges(ports, { company, runId: requestId })) {
    await moveRecord(ports, recordChangeItems, value, move);
  }
  const request = await requestItems.get(ports.store, { company, id: requestId });
  if (request) await moveRecord(ports, requestItems, request.value, move);
}

async function moveRecord<Value extends { readonly record: RecordKey; readonly documentNo?: string }, Id>(
  ports: FollowPorts,
  items: ItemType<Value, Id>,
  id: Id,
  { from, to }: Move,
): Promise<void> {
  await retryOnConflict(ports, async () => {
    const before: Versioned<Value> | undefined = await items.get(ports.store, id);
    if (before?.value.record.id !== from.id) return;
    const { documentNo } = before.value;
    const moved = { ...before.value, record: to, ...(documentNo === from.id && { documentNo: to.id }) };
    await ports.store.write([items.update(before, moved)]);
  });
}

function audited(ports: FollowPorts, { from, to, user }: Rename) {
  return auditChange(ports, {
    company: to.company,
    actor: user ?? 'system',
    action: 'record.renamed',
    subject: `record/${to.entity}/${to.id}`,
    record: to,
    details: { from: from.id },
  });
}
