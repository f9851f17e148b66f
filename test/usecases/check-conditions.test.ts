import { expect, it } from 'vitest';
import type { ApprovalRequest } from '../../shared/domain/approval/approval.ts';
import type { StoredEvent } from '../../shared/domain/event/event.ts';
import type { JsonObject } from '../../shared/domain/json/json.ts';
import type { Conditions } from '../../shared/domain/workflow/definition.ts';
import { requestItems } from '../../shared/repositories/approval-items.ts';
import { companyItems } from '../../shared/repositories/company-items.ts';
import { checkConditions } from '../../shared/usecases/check-conditions.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryBlobStore } from '../support/memory-blob-store.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';

const company = 'cronus';
const record = { company, source: 'erp', entity: 'purchaseDocument', id: 'order-1' };

/** Half past twelve in the night of the 26th in Auckland. */
const clock = createEagerClock('2026-11-25T11:30:00.000Z');

async function holds(conditions: Conditions, fields: JsonObject): Promise<boolean> {
  const store = createMemoryItemStore({ clock });
  await store.write([
    companyItems.create({ id: company, name: 'Cronus', localCurrency: 'NZD', timeZone: 'Pacific/Auckland' }),
    requestItems.create(request('run-1', 2)),
    requestItems.create(request('run-2', 1)),
  ]);
  const ports = { store, clock, blobs: createMemoryBlobStore(), evaluator: { evaluate: async () => null } };
  return (await checkConditions(ports, conditions, stored(fields))).holds;
}

function request(runId: string, pendingApprovals: number): ApprovalRequest {
  return {
    company,
    id: runId,
    runId,
    workflow: 'PO',
    record,
    senderId: 'PURCHASER',
    pendingApprovals,
    entryCount: pendingApprovals,
    status: 'pending',
    contentHash: 'hash',
    createdAt: '2026-11-24T08:00:00.000Z',
    dueAt: '2026-12-24T08:00:00.000Z',
  };
}

function stored(fields: JsonObject): StoredEvent {
  const at = '2026-11-25T11:30:00.000Z';
  const event = { company, source: 'erp', id: 'event-1', type: 'purchaseDocument.modified', time: at, receivedAt: at };
  return { event: { ...event, record: { ...record, fields } }, sequence: 1, status: 'received' };
}

it('days are those of the company', async () => {
  expect(await holds({ record: { dueDate: 't' } }, { dueDate: '2026-11-26' })).toBe(true);
  expect(await holds({ record: { dueDate: 't' } }, { dueDate: '2026-11-25' })).toBe(false);
});

it('pending approvals of a record are counted over all its requests', async () => {
  expect(await holds({ record: { pendingApprovals: '3' } }, {})).toBe(true);
  expect(await holds({ record: { pendingApprovals: '0' } }, {})).toBe(false);
});

it('what nobody asks about is not read', async () => {
  const ports = {
    store: createMemoryItemStore({ clock }),
    clock,
    blobs: createMemoryBlobStore(),
    evaluator: { evaluate: async () => null },
  };
  let reads = 0;
  const counting = {
    ...ports,
    store: {
      ...ports.store,
      get: async () => {
        reads += 1;
        return undefined;
      },
      query: async () => {
        reads += 1;
        return { items: [] };
      },
    },
  };
  await checkConditions(counting, { record: { amount: '>100' } }, stored({ amount: 200 }));
  expect(reads).toBe(0);
});
