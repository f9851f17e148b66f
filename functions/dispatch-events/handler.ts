import middy from '@middy/core';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { parseRecordEvent } from '../../shared/contracts/record-event.ts';
import { queueBatch } from '../../shared/middleware/queue-batch.ts';
import { MAX_RECEIVES } from '../../shared/ports/queue.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { type DispatchPorts, dispatchEvent, parkEvent } from '../../shared/usecases/dispatch-event.ts';

/** Fed by the event queue and the decision queue; both carry events. */
export function makeHandler(ports: DispatchPorts) {
  const batch = queueBatch({ log: ports.log, handle: (body, record) => handle(ports, body, record) });
  return middy<SQSEvent>().handler((event) => batch(event));
}

/** At its last try an event is marked as parked, so that whoever looks at it sees why it stands still. */
async function handle(ports: DispatchPorts, body: string, record: SQSRecord): Promise<void> {
  const event = parseRecordEvent(body);
  try {
    await dispatchEvent(ports, event);
  } catch (error) {
    const last = Number(record.attributes.ApproximateReceiveCount) >= MAX_RECEIVES;
    if (last && !(error instanceof ThrottledError)) await parkEvent(ports, event, String(error));
    throw error;
  }
}
