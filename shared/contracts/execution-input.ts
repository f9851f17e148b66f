import { z } from 'zod';

/** The input of every execution: what the compiled machine's variables `$run`, `$event`, `$record` and `$inputs` start with. */
export const executionInput = z.object({
  run: z.object({
    id: z.string(),
    company: z.string(),
    workflow: z.string(),
    version: z.number().int(),
    requestedBy: z.string().optional(),
    startedAt: z.string(),
  }),
  /** See `eventView`: id, type, source, time, user, cause, record, previous, request. */
  event: z.record(z.string(), z.json()),
  /** entity, id, source, url, fields, and lines up to 32 KB. */
  record: z.record(z.string(), z.json()),
  inputs: z.record(z.string(), z.json()),
});

export type ExecutionInput = z.infer<typeof executionInput>;
