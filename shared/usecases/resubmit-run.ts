import { PLATFORM_SOURCE, type RecordEvent } from '../domain/event/event.ts';
import { isOpenRun } from '../domain/run/run.ts';
import { runIdOf } from '../domain/run/run-id.ts';
import { instantOf } from '../ports/clock.ts';
import type { Ports } from '../ports/ports.ts';
import { eventItems } from '../repositories/event-items.ts';
import { runItems } from '../repositories/run-items.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { auditChange } from './audit-change.ts';
import { outgoingEvent } from './compose-outbox.ts';
import { relayOutbox } from './relay-outbox.ts';

export type ResubmitRunResult =
  | { readonly kind: 'resubmitted'; readonly runId: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'still-open' }
  | { readonly kind: 'approval' }
  | { readonly kind: 'not-enabled' };

/**
 * Starts a workflow again with what an ended run began with: the same record, values before, inputs and requester, in the version that is enabled
 * now. Approvals are not resubmitted: their record is sent for approval again.
 */
export async function resubmitRun(
  ports: Pick<Ports, 'store' | 'queue' | 'clock' | 'ids'>,
  input: { company: string; runId: string; actor: string },
): Promise<ResubmitRunResult> {
  const { company, runId, actor } = input;
  const run = (await runItems.get(ports.store, { company, id: runId }))?.value;
  const stored = run && (await eventItems.get(ports.store, { company, ...run.event }))?.value;
  if (!run || !stored) return { kind: 'not-found' };
  if (isOpenRun(run)) return { kind: 'still-open' };
  if (run.kind === 'approval') return { kind: 'approval' };
  const workflow = (await workflowItems.get(ports.store, { company, code: run.workflow }))?.value;
  if (!workflow?.enabled || workflow.id !== run.workflowId) return { kind: 'not-enabled' };
  const now = instantOf(ports.clock);
  const { previousFields } = stored;
  const event: RecordEvent = {
    company,
    source: PLATFORM_SOURCE,
    id: `resubmit-${ports.ids.newId()}`,
    type: stored.event.type,
    time: stored.event.time,
    receivedAt: now,
    ...(run.requestedBy !== undefined && { user: run.requestedBy }),
    record: stored.event.record,
    ...(previousFields && { previous: { fields: previousFields } }),
    start: {
      workflowId: workflow.id,
      workflow: workflow.code,
      version: workflow.version,
      ...(run.inputs && { inputs: run.inputs }),
    },
  };
  const started = runIdOf({ company, source: PLATFORM_SOURCE, eventId: event.id, workflowId: workflow.id });
  await ports.store.write([
    outgoingEvent({ event, group: event.id, order: event.id }),
    auditChange(ports, {
      company,
      actor,
      action: 'run.resubmitted',
      subject: `run/${runId}`,
      details: { runId: started },
    }),
  ]);
  await relayOutbox(ports, { company, group: event.id });
  return { kind: 'resubmitted', runId: started };
}
