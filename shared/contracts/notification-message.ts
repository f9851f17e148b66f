import * as z from 'zod';
import type { Notification } from '../domain/notification/notification.ts';

const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('approvalRequested'),
    entryId: z.string(),
    assignment: z.number().int(),
    delegatedBy: z.string().exactOptional(),
    occasion: z.enum(['reminder', 'overdue']).exactOptional(),
  }),
  z.object({
    kind: z.literal('taskGiven'),
    taskId: z.string(),
    occasion: z.enum(['reminder', 'overdue']).exactOptional(),
  }),
  z.object({
    kind: z.literal('approvalEnded'),
    requestId: z.string(),
    outcome: z.enum(['approved', 'rejected', 'canceled']),
    by: z.string().exactOptional(),
    comment: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('runParked'), runId: z.string(), message: z.string() }),
  z.object({ kind: z.literal('runFailed'), runId: z.string(), message: z.string() }),
  z.object({ kind: z.literal('requestRefused'), eventId: z.string(), record: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('email'), subject: z.string(), text: z.string() }),
]);

const notification = z.object({
  company: z.string(),
  id: z.string(),
  to: z.union([z.object({ userId: z.string() }), z.object({ email: z.string() })]),
  content,
  createdAt: z.string(),
});

/** Reads a message of the notification queue. @throws ZodError when it is none of ours. */
export function parseNotification(body: string): Notification {
  return notification.parse(JSON.parse(body));
}
