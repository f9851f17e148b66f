import { z } from 'zod';
import type { Erp } from '../erp.ts';
import { WerkstroomUnreachableError } from './client.ts';
import { problemOf } from './problem.ts';
import { recordPath } from './record-path.ts';

const recordView = z.object({
  status: z.string(),
  restriction: z.object({ reason: z.string() }).optional(),
  requests: z.array(
    z.object({
      runId: z.string(),
      workflow: z.string(),
      status: z.enum(['pending', 'approved', 'rejected', 'canceled']),
      senderId: z.string(),
      createdAt: z.string(),
      entries: z.array(
        z.object({
          approverId: z.string(),
          status: z.enum(['created', 'open', 'approved', 'rejected', 'canceled']),
          sequence: z.number(),
          decidedBy: z.string().optional(),
          comments: z.array(z.object({ userId: z.string(), text: z.string() })).default([]),
        }),
      ),
    }),
  ),
  runs: z.array(z.object({ id: z.string(), workflow: z.string(), status: z.string() })).default([]),
});

/** What Werkstroom knows of a record: requests newest first, and why it may not be used. */
export type ApprovalFacts = z.infer<typeof recordView>;
export type ApprovalRequest = ApprovalFacts['requests'][number];

export type ApprovalAnswer =
  | {
      readonly kind: 'known';
      readonly facts: ApprovalFacts;
      /** Why its workflow stands still, where it does. */
      readonly standstill?: string;
    }
  /** Werkstroom has not heard of the record. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** A page does not wait longer for what stands beside it. */
const PAGE_MILLISECONDS = 2_000;

/** Asks what is known of a record's approval, for a user or for the ERP itself. Never throws: pages stand without it. */
export async function askApprovalFacts(
  erp: Erp,
  about: { user?: string; entity: string; number: string },
): Promise<ApprovalAnswer> {
  const { entity, number, ...whom } = about;
  const path = recordPath(erp, entity, number);
  try {
    const answer = await erp.client.call({ ...whom, path, timeoutMilliseconds: PAGE_MILLISECONDS });
    if (answer.status === 404) return { kind: 'unknown' };
    const view = recordView.safeParse(answer.body);
    if (answer.status === 200 && view.success) return { kind: 'known', facts: view.data };
    return { kind: 'unavailable', reason: problemOf(answer).text };
  } catch (error) {
    if (error instanceof WerkstroomUnreachableError) return { kind: 'unavailable', reason: error.message };
    throw error;
  }
}

const runView = z.object({ parked: z.object({ message: z.string() }).optional() });

/** The same, with the reason why the record's workflow stands still. That the ERP may know, whoever sits before the page. */
export async function askApprovalStory(
  erp: Erp,
  about: { user: string; entity: string; number: string },
): Promise<ApprovalAnswer> {
  const answer = await askApprovalFacts(erp, about);
  if (answer.kind !== 'known') return answer;
  const isAsked = answer.facts.requests.some(({ entries }) => entries.some(({ status }) => status === 'open'));
  const waiting = answer.facts.runs.find(({ status }) => status === 'waiting');
  if (isAsked || !waiting) return answer;
  try {
    const path = `/runs/${encodeURIComponent(waiting.id)}`;
    const run = runView.safeParse((await erp.client.call({ path, timeoutMilliseconds: PAGE_MILLISECONDS })).body);
    return { ...answer, ...(run.data?.parked && { standstill: run.data.parked.message }) };
  } catch (error) {
    if (error instanceof WerkstroomUnreachableError) return answer;
    throw error;
  }
}
