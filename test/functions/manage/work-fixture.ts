import type { ApprovalEntry, ApprovalRequest } from '../../../shared/domain/approval/approval.ts';
import type { StoredEvent } from '../../../shared/domain/event/event.ts';
import type { Run } from '../../../shared/domain/run/run.ts';
import { entryItems, requestItems, restrictionItems } from '../../../shared/repositories/approval-items.ts';
import { sourceClientItems, sourceItems } from '../../../shared/repositories/company-items.ts';
import { eventItems } from '../../../shared/repositories/event-items.ts';
import { recordItems } from '../../../shared/repositories/record-items.ts';
import { inboxItems, runItems } from '../../../shared/repositories/run-items.ts';
import { workflowVersionItems } from '../../../shared/repositories/workflow-items.ts';
import type { ApiFixture } from './api-fixture.ts';

export const company = 'cronus';
export const order = { company, source: 'erp', entity: 'purchaseDocument', id: '106001' };
const at = '2026-03-02T08:00:00.000Z';
const dueAt = '2026-03-02T22:59:59.999Z';

const run: Run = {
  company,
  id: 'run-1',
  workflowId: 'w-1',
  workflow: 'POAPW-01',
  version: 1,
  kind: 'approval',
  record: order,
  event: { source: 'erp', id: 'e-1', type: 'purchaseDocument.approvalRequested' },
  requestedBy: 'purchaser',
  status: 'running',
  startedAt: at,
};

const request: ApprovalRequest = {
  company,
  id: 'run-1',
  runId: 'run-1',
  workflow: 'POAPW-01',
  record: order,
  senderId: 'purchaser',
  pendingApprovals: 2,
  entryCount: 2,
  status: 'pending',
  amount: 1200,
  amountLcy: 1200,
  currency: 'EUR',
  contentHash: 'hash',
  createdAt: at,
  dueAt,
};

function entry(number: number, approverId: string, status: ApprovalEntry['status']): ApprovalEntry {
  const { id: requestId, runId, workflow, senderId, amount, amountLcy, currency } = request;
  return {
    company,
    id: `run-1.${number}`,
    requestId,
    runId,
    workflow,
    record: order,
    sequence: number,
    approverId,
    senderId,
    status,
    assignment: 1,
    createdAt: at,
    ...(status === 'open' && { sentAt: at }),
    dueAt,
    comments: [],
    ...(amount !== undefined && { amount }),
    ...(amountLcy !== undefined && { amountLcy }),
    ...(currency !== undefined && { currency }),
  };
}

const event: StoredEvent = {
  sequence: 1,
  status: 'handled',
  handledAt: at,
  event: {
    ...run.event,
    company,
    time: at,
    receivedAt: at,
    user: 'purchaser',
    record: { ...order, fields: { documentType: 'Order', status: 'Open' } },
  },
  plan: {
    deliveries: [],
    starts: [{ runId: 'run-1', workflowId: 'w-1', workflow: 'POAPW-01', version: 1 }],
    refusals: [],
    considered: [
      {
        workflowId: 'w-2',
        workflow: 'POAPW-02',
        version: 1,
        reason: 'Workflow POAPW-01 comes first by priority and code.',
      },
    ],
  },
};

/**
 * A purchase order whose approval waits for `manager`, then `director`; asked by `purchaser` from the source `erp`, whose client is
 * `client-1`. `bystander` has nothing to do with it.
 */
export async function addWork({ ports: { store }, addMember }: ApiFixture): Promise<void> {
  for (const userId of ['purchaser', 'manager', 'director', 'bystander']) await addMember(userId);
  await addMember('stranger', ['admin'], 'other');
  await store.write([
    sourceItems.create({ company, id: 'erp', kind: 'standard', clientId: 'client-1', secretVersions: [] }),
    sourceClientItems.create({ company, clientId: 'client-1', sourceId: 'erp' }),
    recordItems.create({
      key: order,
      fields: { documentType: 'Order', status: 'Pending Approval', amount: 1200 },
      lines: [{ type: 'Item', quantity: 2 }],
      url: 'http://erp.test/106001',
      sequence: 1,
      at,
    }),
    eventItems.create(event),
    runItems.create(run),
    inboxItems.create({
      company,
      runId: 'run-1',
      workflowId: 'w-1',
      version: 1,
      listensTo: [],
      topics: [],
      waits: [{ id: 'decision/1/event', kind: 'event', step: 'decision', visit: 1, token: 'task-token', openedAt: at }],
      events: [],
      seen: [],
      closedWaits: [],
    }),
    workflowVersionItems.create({
      company,
      workflowId: 'w-1',
      code: 'POAPW-01',
      version: 1,
      definition: { code: 'POAPW-01', kind: 'approval', on: { event: event.event.type }, steps: [] },
      stateMachineVersionArn: 'arn:1',
      machineHash: '',
      listensTo: [],
      waits: {},
      states: {},
      publishedAt: at,
      publishedBy: 'admin',
    }),
    requestItems.create(request),
    entryItems.create(entry(1, 'manager', 'open')),
    entryItems.create(entry(2, 'director', 'created')),
    restrictionItems.create({
      record: order,
      reason: 'It waits for approval.',
      workflow: 'POAPW-01',
      runId: 'run-1',
      at,
    }),
  ]);
}
