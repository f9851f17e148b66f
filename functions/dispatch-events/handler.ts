import middy from '@middy/core';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { BatchAnswer } from '../../shared/contracts/batch-answer.ts';
import { parseRecordEvent } from '../../shared/contracts/record-event.ts';
import { handleBatch } from '../../shared/middleware/handle-batch.ts';
import { MAX_RECEIVES } from '../../shared/ports/queue.ts';
import { ThrottledError } from '../../shared/ports/throttled-error.ts';
import { type DispatchPorts, dispatchEvent, parkEvent } from '../../shared/usecases/dispatch-event.ts';

/** Fed by the event queue and the decision queue; both carry events. */
export function makeHandler(ports: DispatchPorts) {
  return middy().handler(
    ({ Records }: SQSEvent): Promise<BatchAnswer> => handleBatch(Records, (record) => handle(ports, record)),
  );
}

/** At its last try an event is marked as parked, so that whoever looks at it sees why it stands still. */
async function handle(ports: DispatchPorts, record: SQSRecord): Promise<void> {
  const event = parseRecordEvent(record.body);
  try {
    await dispatchEvent(ports, event);
  } catch (error) {
    const last = Number(record.attributes.ApproximateReceiveCount) >= MAX_RECEIVES;
    ports.log.error('An event could not be handled.', error, { event: event.id, source: event.source, last });
    if (last && !(error instanceof ThrottledError)) await parkEvent(ports, event, String(error));
    throw error;
  }
}
