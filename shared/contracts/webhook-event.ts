import * as z from 'zod';

const fields = z.record(z.string().min(1).max(128), z.json());
/** Longer ids would not fit into the keys under which things are kept. */
export const MOST_ID_CHARACTERS = 200;
const id = z.string().min(1).max(MOST_ID_CHARACTERS);
const instant = z.iso.datetime({ offset: true });

/** One event as a standard source sends it (design.md section 11). */
export const webhookEvent = z.object({
  id: id.optional().describe('Unique per source. The webhook-id header where it is absent.'),
  type: z.string().min(3).max(128).describe('<entity>.<verb>, for example purchaseDocument.approvalRequested.'),
  time: instant.optional().describe('When it happened. The time of arrival where it is absent.'),
  user: z.string().min(1).max(128).optional().describe('Who did it, by the user id of the member.'),
  cause: z.string().min(1).max(300).optional().describe('The id of the command that brought it about.'),
  record: z.object({
    id,
    fields: fields.default({}),
    lines: z.array(fields).max(10_000).optional(),
    url: z.url().max(2_000).optional(),
    origin: z
      .object({ entity: z.string().min(1).max(100).optional().describe('That of the record when left out.'), id })
      .optional()
      .describe('The record that this one was made from: the quote of an order, the document that was posted.'),
  }),
  previous: z
    .object({ fields: fields.default({}), id: id.optional().describe('The id before, of a renamed record.') })
    .optional()
    .describe('Field values before the change, where the sender knows them.'),
});

/** The body of a webhook that brings several events at once. */
export const webhookBatch = z.object({ events: z.array(webhookEvent).min(1).max(1_000) });

export type WebhookEvent = z.infer<typeof webhookEvent>;
