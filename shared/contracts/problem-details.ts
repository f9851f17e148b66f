import * as z from 'zod';

/** One thing that is wrong with a request. */
const inputError = z
  .object({
    pointer: z.string().optional().describe('JSON pointer into the body (RFC 6901).'),
    parameter: z.string().optional().describe('Name of the query or path parameter.'),
    detail: z.string().describe('What is wrong, for people.'),
  })
  .meta({ id: 'InputError' });

/** What is wrong, or worth knowing, in a workflow. */
export const workflowProblem = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    pointer: z.string().describe('JSON pointer into the definition.'),
    message: z.string(),
    hint: z.string().describe('What to do about it.'),
  })
  .meta({ id: 'WorkflowProblem' });

const rejection = z
  .object({
    source: z.string(),
    rejectedAt: z.iso.datetime(),
    signed: z.boolean().describe('False when the signature did not fit: anybody may have sent it.'),
    reason: z.string(),
    errors: z.array(inputError).readonly().optional(),
  })
  .meta({ id: 'Rejection', description: 'A delivery that was refused at the webhook, kept for 7 days.' });

/** The body of every refusal and every fault (RFC 9457), sent as `application/problem+json`. */
export const problemDetails = z
  .object({
    type: z.string().describe('`about:blank`, or a stable name for programs: `urn:werkstroom:problem:<name>`.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    requestId: z.string().optional().describe('Of a fault on our side: the administrator finds it in the log.'),
    errors: z.array(inputError).readonly().optional(),
    problems: z.array(workflowProblem).readonly().optional().describe('What is wrong with the definition.'),
    sources: z.array(z.string()).readonly().optional().describe('The sources that have a record with this id.'),
    runs: z
      .array(z.object({ id: z.string(), url: z.string() }))
      .readonly()
      .optional()
      .describe('Open runs that stand in the way; the newest 100.'),
    rejections: z
      .array(rejection)
      .readonly()
      .optional()
      .describe('Why an event is not there: what was refused at the webhook.'),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused (RFC 9457).' });

export type InputError = z.infer<typeof inputError>;
export type ProblemDetails = z.infer<typeof problemDetails>;

/** The media type of {@link problemDetails}. */
export const PROBLEM_JSON = 'application/problem+json';
