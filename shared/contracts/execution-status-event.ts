import * as z from 'zod';

/** EventBridge's "Step Functions Execution Status Change", as far as we read it. `input` and `output` are JSON text. */
export const executionStatusEvent = z.object({
  detail: z.object({
    executionArn: z.string(),
    name: z.string(),
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
    input: z.string().nullish(),
    output: z.string().nullish(),
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});

/** What the input of an execution says of whose run it is. With `part` it does only a part of a loop: its end is not the end of the run. */
export const runOfExecution = z.object({
  run: z.object({ company: z.string(), id: z.string() }),
  part: z.unknown().optional(),
});
