import { rulesOf } from '../domain/approval/request-rules.ts';
import { PLATFORM_SOURCE, type StoredEvent, verbOf } from '../domain/event/event.ts';
import { causingRunOf, isOpenRun } from '../domain/run/run.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { requestItems } from '../repositories/approval-items.ts';
import { listenerItems, listenersOf, runItems, topicOf } from '../repositories/run-items.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { recordKeyOf } from './take-in-event.ts';

/**
 * Marks the runs whose request has to heed that its record changed or was deleted. Dispatch only marks: who hands events on may not touch
 * what people have decided. The sweep does the rest within the minute. May be repeated.
 */
export async function markRecordChange(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  { event, late }: StoredEvent,
): Promise<void> {
  const verb = verbOf(event.type);
  if ((verb !== 'modified' && verb !== 'deleted') || event.source === PLATFORM_SOURCE || late) return;
  const listeners = await listenerItems.queryAll(ports.store, {
    index: 'base',
    partition: listenersOf({ company: event.company, topic: topicOf(recordKeyOf(event)) }),
  });
  for (const { value } of listeners) {
    const isOwn = causingRunOf(event) === value.runId;
    if (!isOwn && (await heeds(ports, { company: event.company, runId: value.runId, verb }))) {
      await mark(ports, value.runId, event);
    }
  }
}

/** A deletion concerns every pending request, a change those whose workflow says so. */
async function heeds(
  ports: Pick<Ports, 'store'>,
  about: { company: string; runId: string; verb: string },
): Promise<boolean> {
  const request = await requestItems.get(ports.store, { company: about.company, id: about.runId });
  if (request?.value.status !== 'pending') return false;
  if (about.verb === 'deleted') return true;
  const { onChange = 'show' } = rulesOf(request.value);
  return onChange !== 'show' && !request.value.aboutChange;
}

async function mark(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  runId: string,
  { company, source, id }: StoredEvent['event'],
): Promise<void> {
  await retryOnConflict(ports, async () => {
    const run = await runItems.get(ports.store, { company, id: runId });
    if (!run || !isOpenRun(run.value) || run.value.heed?.id === id) return;
    const marked = { ...run.value, heed: { source, id }, nextCheckAt: instantOf(ports.clock) };
    await ports.store.write([runItems.update(run, marked)]);
  });
}
