import * as z from 'zod';
import type { RecordEvent } from '../domain/event/event.ts';
import { visit } from './run-action.ts';

const fields = z.record(z.string(), z.json());

/** A message of the event and decision queues. */
const recordEvent = z.object({
  company: z.string(),
  source: z.string(),
  id: z.string(),
  type: z.string(),
  time: z.string(),
  receivedAt: z.string(),
  user: z.string().optional(),
  cause: z.string().optional(),
  record: z.object({
    company: z.string(),
    source: z.string(),
    entity: z.string(),
    id: z.string(),
    fields,
    lines: z.array(fields).optional(),
    linesBlob: z.string().optional(),
    url: z.string().optional(),
    origin: z.object({ entity: z.string(), id: z.string() }).optional(),
  }),
  previous: z.object({ fields, id: z.string().optional() }).optional(),
  runId: z.string().optional(),
  asker: z.object({ step: z.string(), visit }).optional(),
  start: z
    .object({
      workflowId: z.string(),
      workflow: z.string(),
      version: z.number(),
      inputs: fields.optional(),
      parent: z.object({ runId: z.string(), commandId: z.string() }).optional(),
    })
    .optional(),
  request: z
    .object({
      requestId: z.string(),
      entryId: z.string(),
      pendingApprovals: z.number(),
      approverId: z.string(),
      decidedBy: z.string(),
      comment: z.string().optional(),
    })
    .optional(),
});

/** Reads a message of the event or decision queue. @throws ZodError when it is none of ours. */
export function parseRecordEvent(body: string): RecordEvent {
  return recordEvent.parse(JSON.parse(body)) as RecordEvent;
}
