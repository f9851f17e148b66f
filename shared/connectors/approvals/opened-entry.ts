import type { ApprovalEntry, ApprovalRequest } from '../../domain/approval/approval.ts';
import { hasTimetable, rulesOf } from '../../domain/approval/request-rules.ts';
import { instantOf } from '../../ports/clock.ts';
import type { ActionContext } from '../catalogue/connector.ts';

/** The entry is open from now on, by the visit of the action that does this. */
export function openedEntry(
  { idempotencyKey, ports }: ActionContext,
  request: ApprovalRequest,
  entry: ApprovalEntry,
): ApprovalEntry {
  const now = instantOf(ports.clock);
  return {
    ...entry,
    status: 'open',
    sentAt: now,
    assignedAt: now,
    openedBy: idempotencyKey,
    ...(hasTimetable(rulesOf(request)) && { nextActionAt: now }),
  };
}
