import type { RecordEvent, StoredEvent } from '../../shared/domain/event/event.ts';
import type { Json } from '../../shared/domain/json/json.ts';
import type { Run } from '../../shared/domain/run/run.ts';
import type { WorkflowVersion } from '../../shared/domain/workflow/workflow.ts';
import type { ItemStore } from '../../shared/ports/item-store.ts';
import type { StateMachines } from '../../shared/ports/state-machines.ts';
import { TaskTimedOutError } from '../../shared/ports/state-machines.ts';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { inboxItems, runItems } from '../../shared/repositories/run-items.ts';
import { workflowVersionItems } from '../../shared/repositories/workflow-items.ts';
import { emptyInbox } from '../../shared/usecases/open-runs.ts';

export const company = 'c';
export const runId = 'run-1';
const record = { company, source: 's', entity: 'purchaseDocument', id: '1' };

/** A version whose step `decision` waits for an approval above or at zero, or for a cancellation of an open record. */
export const version: WorkflowVersion = {
  company,
  workflowId: 'w',
  code: 'W',
  version: 1,
  definition: { code: 'W', kind: 'approval', on: { event: 'purchaseDocument.approvalRequested' }, steps: [] },
  stateMachineVersionArn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:w:1',
  machineHash: '',
  listensTo: ['approvalRequest.approved', 'purchaseDocument.approvalCancelled'],
  waits: {
    decision: [
      { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '0' } } },
      { event: 'approvalRequest.approved', where: { request: { pendingApprovals: '>0' } } },
      { event: 'purchaseDocument.approvalCancelled', where: { record: { status: 'Pending Approval' } } },
    ],
  },
  states: {},
  publishedAt: '2026-03-02T08:00:00.000Z',
  publishedBy: 'admin',
};

const run: Run = {
  company,
  id: runId,
  workflowId: 'w',
  workflow: 'W',
  version: 1,
  kind: 'approval',
  record,
  event: { source: 's', id: 'e0', type: 'purchaseDocument.approvalRequested' },
  status: 'running',
  startedAt: '2026-03-02T08:00:00.000Z',
};

/** Puts version, run and empty inbox into a store. */
export async function seedRun(store: ItemStore): Promise<void> {
  await store.write([
    workflowVersionItems.create(version),
    runItems.create(run),
    inboxItems.create(emptyInbox(run, version)),
  ]);
}

/** An event about the run's record, kept in the store as dispatch would have kept it. */
export async function keepEvent(
  store: ItemStore,
  change: Partial<RecordEvent> & Pick<RecordEvent, 'id' | 'type'>,
): Promise<StoredEvent> {
  const stored: StoredEvent = {
    sequence: 1,
    status: 'planned',
    event: {
      company,
      source: 's',
      time: '2026-03-02T08:00:00.000Z',
      receivedAt: '2026-03-02T08:00:00.000Z',
      record: { ...record, fields: { status: 'Pending Approval' } },
      ...change,
    },
  };
  await store.write([eventItems.create(stored)]);
  return stored;
}

/** An approval that leaves this many others to decide. */
export function approval(id: string, pendingApprovals: number): Parameters<typeof keepEvent>[1] {
  const request = { requestId: runId, entryId: `${runId}.1`, pendingApprovals, approverId: 'a', decidedBy: 'a' };
  return { id, type: 'approvalRequest.approved', source: 'werkstroom', request };
}

/** Machines that only remember what tokens were answered with; a token counts once. */
export function answeringMachines(): Pick<StateMachines, 'sendTaskSuccess'> & {
  readonly answers: Map<string, Json[]>;
  over(token: string): void;
} {
  const answers = new Map<string, Json[]>();
  const over = new Set<string>();
  return {
    answers,
    over: (token) => over.add(token),
    async sendTaskSuccess({ taskToken, output }) {
      if (over.has(taskToken)) throw new TaskTimedOutError(taskToken);
      over.add(taskToken);
      answers.set(taskToken, [...(answers.get(taskToken) ?? []), output]);
    },
  };
}
