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

/** The part of an execution's input that says whose run it is. */
export const runOfExecution = z.object({ run: z.object({ company: z.string(), id: z.string() }) });
