import { z } from 'zod';

/** What Werkstroom asks this ERP to do to a record. Parts that this ERP has no use for are passed over. */
export const command = z.object({
  /** Stable over repetitions: what it asks is done once. */
  id: z.string().min(1).max(300),
  /** `record.release`, `record.reopen`, ... */
  type: z.string().min(1),
  record: z.object({ entity: z.string(), id: z.string() }),
  /** In the words of this ERP. */
  values: z.record(z.string(), z.json()).optional(),
  /** For whom it is done. */
  user: z.string().min(1).optional(),
});

export type Command = z.infer<typeof command>;
