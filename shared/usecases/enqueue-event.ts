import type { RecordEvent } from '../domain/event/event.ts';
import { digestOf } from '../domain/run/run-id.ts';
import type { Ports } from '../ports/ports.ts';
import { MAX_MESSAGE_BYTES, MessageTooLargeError } from '../ports/queue.ts';
import { inGroups } from './in-groups.ts';
import { storeLines, withoutLargeLines } from './large-lines.ts';

/** A batch of 1,000 must be on the queue within seconds, at some 20 milliseconds a message. */
const SENT_AT_ONCE = 20;

type EnqueuePorts = Pick<Ports, 'queue' | 'blobs'>;

/** Puts an event on the event queue: its record's group keeps the order, its id drops immediate repetitions. Durable when it resolves. */
export async function enqueueEvent(ports: EnqueuePorts, event: RecordEvent): Promise<void> {
  await enqueueEvents(ports, [event]);
}

/**
 * Puts events on the event queue, those of one record in their order. A fault in between leaves a part of them there; the same events again complete them.
 *
 * @throws MessageTooLargeError when one of them does not fit: none was enqueued.
 */
export async function enqueueEvents(ports: EnqueuePorts, events: readonly RecordEvent[]): Promise<void> {
  const messages = events.map((event) => {
    const whole = JSON.stringify(event);
    const slim = withoutLargeLines(event, Buffer.byteLength(whole));
    const body = slim === event ? whole : JSON.stringify(slim);
    const { company, source, entity, id } = event.record;
    return { event, slim, body, group: digestOf(company, source, entity, id) };
  });
  const large = messages.find(({ body }) => Buffer.byteLength(body) > MAX_MESSAGE_BYTES);
  if (large) throw new MessageTooLargeError(`Event ${large.event.id} is larger than a message may be.`);
  await inGroups(messages, {
    groupOf: ({ group }) => group,
    groupsAtOnce: SENT_AT_ONCE,
    async work({ event, slim, body, group }) {
      await storeLines(ports, { event, blobName: slim.record.linesBlob });
      await ports.queue.send('events', {
        body,
        group,
        deduplicationId: digestOf(event.company, event.source, event.id),
      });
    },
  });
}
