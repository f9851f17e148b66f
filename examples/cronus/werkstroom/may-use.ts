import { z } from 'zod';
import { RefusedError } from '../changes/refused.ts';
import type { Erp } from '../erp.ts';
import type { Kind } from '../records/kinds.ts';
import { WerkstroomUnreachableError } from './client.ts';
import { awaitOutcome } from './event-outcome.ts';
import { problemOf } from './problem.ts';
import { recordPath } from './record-path.ts';

const mayUse = z.object({
  allowed: z.boolean(),
  reason: z.string().optional(),
  openApprovers: z.array(z.string()).optional(),
});

/** How long the newest change may take to be known there before the question is asked. */
const CATCH_UP_MILLISECONDS = 3_000;
const CALL_MILLISECONDS = 5_000;

/**
 * Asks whether a person may use a record now. Without an answer they may not: what is approved is not to be had by pulling a plug.
 *
 * @throws RefusedError with the reason.
 */
export async function demandUse(
  erp: Erp,
  { kind, number, use, user }: { kind: Kind; number: string; use: 'release' | 'posting'; user: string },
): Promise<void> {
  await catchUp(erp, { kind, number, user });
  const path = recordPath(erp, kind.entity, number, `/may/${use}`);
  const answer = await ask(erp, user, path);
  const read = mayUse.safeParse(answer.body);
  if (answer.status !== 200 || !read.success) throw new RefusedError(problemOf(answer).text);
  const { allowed, reason = 'It may not be used.', openApprovers = [] } = read.data;
  if (allowed) return;
  throw new RefusedError(openApprovers.length > 0 ? `${reason} It waits for ${openApprovers.join(' and ')}.` : reason);
}

/** Werkstroom answers by what it has heard: a change of a moment ago must have arrived first. */
async function catchUp(erp: Erp, { kind, number, user }: { kind: Kind; number: string; user: string }): Promise<void> {
  const newest = erp.ledger.store.outbox.lastOfRecord(kind.entity, number);
  if (newest) await awaitOutcome(erp, { eventId: newest.id, user, until: Date.now() + CATCH_UP_MILLISECONDS });
}

async function ask({ client }: Erp, user: string, path: string) {
  try {
    return await client.call({ user, path, timeoutMilliseconds: CALL_MILLISECONDS });
  } catch (error) {
    if (!(error instanceof WerkstroomUnreachableError)) throw error;
    throw new RefusedError(
      `${error.message} Whether this is allowed is not known, so it was not done. Try again later.`,
    );
  }
}
