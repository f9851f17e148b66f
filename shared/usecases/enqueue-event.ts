import type { RecordEvent } from '../domain/event/event.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { Ports } from '../ports/ports.ts';
import { storeLargeLines } from './large-lines.ts';

/** Puts an event on the event queue: its record's group keeps the order, its id drops immediate repetitions. Durable when it resolves. */
export async function enqueueEvent(ports: Pick<Ports, 'queue' | 'blobs'>, event: RecordEvent): Promise<void> {
  const { record } = event;
  const body = JSON.stringify(await storeLargeLines(ports, event));
  await ports.queue.send('events', {
    body,
    group: digestOf(record.company, record.source, record.entity, record.id),
    deduplicationId: digestOf(event.company, event.source, event.id),
  });
}
