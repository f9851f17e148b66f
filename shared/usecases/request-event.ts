import type { ApprovalEntry, ApprovalRequest } from '../domain/approval/approval.ts';
import { PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import type { Change } from '../ports/item-store.ts';
import { sortable } from '../repositories/key-text.ts';
import { decisionGroup, outgoingEvent } from './compose-outbox.ts';

/** What happened to an entry, for the run that asked. */
export interface RequestHappening {
  readonly verb: 'approved' | 'rejected' | 'answered' | 'delegated';
  readonly entry: ApprovalEntry;
  /** As it is after what happened. */
  readonly request: ApprovalRequest;
  /** The request's version after the write: the order of a request's events, and with its id their name. */
  readonly requestVersion: number;
  readonly decidedBy: string;
  readonly comment?: string;
  readonly now: string;
}

/** The id of the event of a request's version: the same however often the write is tried. */
export function requestEventId(request: Pick<ApprovalRequest, 'id'>, requestVersion: number): string {
  return `${request.id}/${requestVersion}`;
}

/** The event that follows a decision, to be written with it. */
export function requestEvent(happening: RequestHappening): Change {
  const { verb, entry, request, decidedBy, comment, now } = happening;
  const event: RecordEvent = {
    company: request.company,
    source: PLATFORM_SOURCE,
    id: requestEventId(request, happening.requestVersion),
    type: `approvalRequest.${verb}`,
    time: now,
    receivedAt: now,
    user: decidedBy,
    record: { ...request.record, fields: {} },
    runId: request.runId,
    ...(request.question && { asker: { step: request.question.step, visit: request.question.visit } }),
    request: {
      requestId: request.id,
      entryId: entry.id,
      pendingApprovals: request.pendingApprovals,
      approverId: entry.approverId,
      decidedBy,
      ...(comment && { comment }),
    },
  };
  return outgoingEvent({ event, group: decisionGroup(request.runId), order: sortable(happening.requestVersion) });
}
