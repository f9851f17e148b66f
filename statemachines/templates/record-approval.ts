import type { Step } from '../../shared/domain/workflow/definition.ts';
import { ALLOW, type Asks, asking, decision, RESTRICT, SEND, WAS_CANCELLED } from './approval-steps.ts';
import type { Template } from './template.ts';

/** What tells one approval of a record without a status from another: the shapes REC, BATCH and JQE (domain 1.1). */
export interface RecordApproval {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly entity: string;
  /** Says so when the request was cancelled. */
  readonly tells: boolean;
  /** Takes the restriction away when the request was cancelled. */
  readonly allowsOnCancel: boolean;
  readonly showConfirmation?: boolean;
  /** Behind the lifted restriction, once all have approved. */
  readonly onApproved?: readonly Step[];
}

/** The record is restricted until its approval; its own system knows no status for it. */
export function recordApproval(parameters: RecordApproval): Template {
  const { code, name, category, entity, tells, allowsOnCancel, showConfirmation, onApproved = [] } = parameters;
  const asks: Asks = {
    approverType: 'approver',
    limitType: 'directApprover',
    ...(showConfirmation !== undefined && { showConfirmation }),
  };
  return {
    code,
    name,
    category,
    description: `A record is restricted until everybody whose approval it needs has approved it (${name.toLowerCase()}).`,
    definition: {
      code,
      description: `${name} Workflow`,
      category,
      kind: 'approval',
      priority: 100,
      on: { event: `${entity}.approvalRequested` },
      steps: [
        { do: 'approvals.resolve', with: asking(asks) },
        RESTRICT,
        { do: 'approvals.create' },
        SEND,
        decision({
          onApproved: [ALLOW, ...onApproved],
          onRejected: [],
          cancelEvent: `${entity}.approvalCancelled`,
          onCancelled: [...(allowsOnCancel ? [ALLOW] : []), ...(tells ? [WAS_CANCELLED] : [])],
          onExpired: [ALLOW],
        }),
      ],
    },
  };
}
