import * as z from 'zod';
import type { JsonObject } from '../domain/json/json.ts';
import { visit } from './run-action.ts';

const place = {
  company: z.string(),
  runId: z.string(),
  step: z.string(),
  visit,
};

/** What a state machine hands to await-event. */
export const awaitEventInput = z.discriminatedUnion('mode', [
  /** Open a wait of a `when` step. */
  z.object({ mode: z.literal('event'), ...place, token: z.string() }),
  /** The wait's timeout struck: close it, or learn which event came first. */
  z.object({ mode: z.literal('timeout'), ...place }),
  /** The source accepted a command and will report its completion. */
  z.object({ mode: z.literal('command'), ...place, token: z.string() }),
  /** A command was refused: stand still until somebody says retry. */
  z.object({
    mode: z.literal('park'),
    ...place,
    token: z.string(),
    action: z.string(),
    error: z.string(),
    cause: z.string(),
  }),
]);

export type AwaitEventInput = z.infer<typeof awaitEventInput>;

/**
 * What a wait answers to the machine. `branch` is the position of the branch taken, or `timeout`, `completed` (command) or `retry` (park);
 * `event` and `record` replace the run's `$event` and `$record` where an event was taken.
 */
export type WaitOutput = {
  branch: number | 'timeout' | 'completed' | 'retry';
  event?: JsonObject;
  record?: JsonObject;
};
