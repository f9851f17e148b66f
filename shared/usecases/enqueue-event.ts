import type { RecordEvent } from '../domain/event/event.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { Ports } from '../ports/ports.ts';
import { MAX_MESSAGE_BYTES, MessageTooLargeError } from '../ports/queue.ts';
import { storeLines, withoutLargeLines } from './large-lines.ts';

type EnqueuePorts = Pick<Ports, 'queue' | 'blobs'>;

/** Puts an event on the event queue: its record's group keeps the order, its id drops immediate repetitions. Durable when it resolves. */
export async function enqueueEvent(ports: EnqueuePorts, event: RecordEvent): Promise<void> {
  await enqueueEvents(ports, [event]);
}

/**
 * Puts events on the event queue, in their order. A fault in between leaves a part of them there; the same events again complete them.
 *
 * @throws MessageTooLargeError when one of them does not fit: none was enqueued.
 */
export async function enqueueEvents(ports: EnqueuePorts, events: readonly RecordEvent[]): Promise<void> {
  const messages = events.map((event) => {
    const slim = withoutLargeLines(event);
    return { event, slim, body: JSON.stringify(slim) };
  });
  const large = messages.find(({ body }) => Buffer.byteLength(body) > MAX_MESSAGE_BYTES);
  if (large) throw new MessageTooLargeError(`Event ${large.event.id} is larger than a message may be.`);
  for (const { event, slim, body } of messages) {
    await storeLines(ports, { event, blobName: slim.record.linesBlob });
    const { company, source, entity, id } = event.record;
    await ports.queue.send('events', {
      body,
      group: digestOf(company, source, entity, id),
      deduplicationId: digestOf(event.company, event.source, event.id),
    });
  }
}
