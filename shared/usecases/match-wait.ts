import { PLATFORM_SOURCE, type StoredEvent } from '../domain/event/event.ts';
import type { Inbox } from '../domain/run/inbox.ts';
import { areInSameBranch, type Visit } from '../domain/run/visit.ts';
import type { EventKey } from '../domain/workflow/definition.ts';
import type { Ports } from '../ports/ports.ts';
import { keyTopicNamedBy } from '../repositories/key-topics.ts';
import { checkConditions } from './check-conditions.ts';
import { loadVersion } from './load-version.ts';

/** Only steps that ask by themselves wait for it. */
export const QUESTION_ANSWERED = 'approvalRequest.answered';

/** `other-type`: the wait has no branch for this event, a later one may. `ignored`: it has, but no condition holds. */
export type WaitMatch = { kind: 'taken'; branch: number } | { kind: 'ignored' } | { kind: 'other-type' };

/** Whether a wait takes an event: the first branch of its type whose conditions hold. An answer is for the step that asked. */
export async function matchWait(
  ports: Pick<Ports, 'store' | 'evaluator' | 'blobs' | 'clock'>,
  wait: { inbox: Pick<Inbox, 'company' | 'workflowId' | 'version' | 'topics'>; step: string; visit: Visit },
  stored: StoredEvent,
): Promise<WaitMatch> {
  const version = await loadVersion(ports, wait.inbox);
  const branches = version.waits[wait.step] ?? [];
  if (!isForWait(wait, branches, stored)) return { kind: 'other-type' };
  let sameType = false;
  for (const [branch, { event, key, where }] of branches.entries()) {
    if (event !== stored.event.type || (key && !hasKey(wait.inbox, key, stored))) continue;
    sameType = true;
    const { holds } = await checkConditions(ports, where, stored);
    if (holds) return { kind: 'taken', branch };
  }
  return { kind: sameType ? 'ignored' : 'other-type' };
}

/** Answers are for the step that asked, and a step that asks by itself takes no others about approvals. */
function isForWait(
  { step, visit }: { step: string; visit: Visit },
  branches: readonly { readonly event: string }[],
  { event: { asker, request } }: StoredEvent,
): boolean {
  if (asker) return asker.step === step && areInSameBranch(asker.visit, visit);
  return request === undefined || !branches.some(({ event }) => event === QUESTION_ANSWERED);
}

/** The event has the key that the run waits for, or was sent to this very run. */
function hasKey({ topics = [] }: Pick<Inbox, 'topics'>, { field }: EventKey, { event }: StoredEvent): boolean {
  const topic = keyTopicNamedBy(event.record, field);
  return event.source === PLATFORM_SOURCE || (topic !== undefined && topics.includes(topic));
}
