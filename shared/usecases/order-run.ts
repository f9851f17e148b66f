import { PLATFORM_SOURCE, type RecordEvent, type StoredEvent } from '../domain/event/event.ts';
import type { JsonObject } from '../domain/json/json.ts';
import type { Run } from '../domain/run/run.ts';
import { digestOf, runIdOf } from '../domain/run/run-id.ts';
import { instantOf } from '../ports/clock.ts';
import type { Change } from '../ports/item-store.ts';
import type { Ports } from '../ports/ports.ts';
import { workflowItems } from '../repositories/workflow-items.ts';
import { decisionGroup, outgoingEvent } from './compose-outbox.ts';
import { isLastOfChain } from './guard-chains.ts';

export type OrderRunResult =
  | {
      readonly kind: 'ordered';
      readonly runId: string;
      readonly changes: readonly Change[];
      readonly relay: readonly string[];
    }
  | { readonly kind: 'unknown-workflow' }
  | { readonly kind: 'not-enabled' }
  | { readonly kind: 'end-of-chain' };

/** What one run orders of another workflow. */
export interface RunOrder {
  /** The run that orders, and the event that it acts on. */
  readonly by: Run;
  readonly event: StoredEvent;
  /** Run, step and visit: an order is the same however often it is given, and the run that waits for the end is told by it. */
  readonly commandId: string;
  readonly workflow: string;
  readonly inputs?: JsonObject;
}

/**
 * Orders a run of another workflow on the same record: an event of the platform's own, which dispatch turns into a run as it does with any
 * event. When that run ends, the one that ordered it gets `command.completed`.
 */
export async function orderRun(ports: Pick<Ports, 'store' | 'clock'>, order: RunOrder): Promise<OrderRunResult> {
  const { company, id: parent } = order.by;
  const found = await workflowItems.get(ports.store, { company, code: order.workflow });
  if (!found) return { kind: 'unknown-workflow' };
  const { id: workflowId, code, enabled, version } = found.value;
  if (!enabled) return { kind: 'not-enabled' };
  if (isLastOfChain(order.by)) return { kind: 'end-of-chain' };
  const id = `run-${digestOf(order.commandId).slice(0, 40)}`;
  const now = instantOf(ports.clock);
  const user = order.by.requestedBy;
  const event: RecordEvent = {
    company,
    source: PLATFORM_SOURCE,
    id,
    type: 'workflow.ordered',
    time: now,
    receivedAt: now,
    ...(user !== undefined && { user }),
    cause: order.commandId,
    record: { ...order.event.event.record },
    start: {
      workflowId,
      workflow: code,
      version,
      ...(order.inputs && { inputs: order.inputs }),
      parent: { runId: parent, commandId: order.commandId },
    },
  };
  const group = decisionGroup(id);
  const runId = runIdOf({ company, source: PLATFORM_SOURCE, eventId: id, workflowId });
  return { kind: 'ordered', runId, changes: [outgoingEvent({ event, group, order: id })], relay: [group] };
}

/** What tells the run that ordered this one that it has ended. */
export function endOfOrder(run: Run, now: string): readonly Change[] {
  const { company, id, parent, record } = run;
  if (!parent) return [];
  const event: RecordEvent = {
    company,
    source: PLATFORM_SOURCE,
    id: `ended-${id}`,
    type: 'command.completed',
    time: now,
    receivedAt: now,
    cause: parent.commandId,
    runId: parent.runId,
    record: { ...record, fields: {} },
  };
  return [outgoingEvent({ event, group: orderGroup(run), order: event.id })];
}

/** The outbox group of the word that a run has ended. */
export function orderGroup({ id }: Pick<Run, 'id'>): string {
  return `${id}-ended`;
}
