import * as z from 'zod';
import { BRANCH_VISIT } from '../domain/run/visit.ts';

/** A number, or inside branches a text of numbers. */
export const visit = z.union([z.number().int(), z.string().max(200).regex(BRANCH_VISIT)]);

/** One action at its place in the run. */
const placedAction = z.object({
  step: z.string(),
  /** Counted by the compiled machine; a retry keeps it, so it is part of the idempotency key. */
  visit,
  action: z.string(),
  options: z.record(z.string(), z.json()),
});

/** What a state machine hands to run-action: which action, with which options, at which place of the run. */
export const runActionInput = placedAction.extend({
  company: z.string(),
  runId: z.string(),
  /** The event last taken by the run. */
  event: z.object({ source: z.string(), id: z.string() }),
  /** Actions that share the call, in their order. The answer holds the output of each by its step then. */
  further: z.array(placedAction).min(1).optional(),
});

export type RunActionInput = z.infer<typeof runActionInput>;
export type PlacedAction = z.infer<typeof placedAction>;

// Names of errors that run-action throws on purpose; the compiled machine catches them by these names, and by `COMMAND_ACCEPTED`.

/** The source refused the command (409 or 422), or could not be reached after all retries: the run parks. */
export const COMMAND_REFUSED = 'CommandRefused';
/** Worth trying again soon (network, 5xx, throttling, conflicting writes). */
export const ACTION_RETRYABLE = 'ActionRetryable';
/** The action can not succeed, however often it is tried. */
export const ACTION_FAILED = 'ActionFailed';
