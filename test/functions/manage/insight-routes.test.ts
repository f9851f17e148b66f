import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_RECEIVES } from '../../../shared/ports/queue.ts';
import { eventItems } from '../../../shared/repositories/event-items.ts';
import { rejectionItems } from '../../../shared/repositories/rejection-items.ts';
import { createMemoryDeadLetters } from '../../support/memory-dead-letters.ts';
import { type ApiFixture, createApi } from './api-fixture.ts';
import { addWork, order } from './work-fixture.ts';

let api: ApiFixture;
beforeEach(async () => {
  api = await createApi();
  await addWork(api);
});

/** No answer hid a fault. */
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const at = '2026-03-02T09:00:00.000Z';

describe('an event that is not there', () => {
  test('is explained by what was refused at the webhook, to those who see all events', async () => {
    const rejectedAt = at;
    const what = { company: 'cronus', source: 'erp', id: 'e-77', signed: true, rejectedAt, reason: '/type: unknown' };
    await api.ports.store.write([rejectionItems.create(what)]);
    const { status, body } = await api.call({ route: 'GET /events/e-77?explain=true', as: 'admin' });
    expect(status).toBe(404);
    expect(body.detail).toContain('/type: unknown');
    expect(body.rejections).toEqual([{ source: 'erp', rejectedAt, signed: true, reason: '/type: unknown' }]);
    const other = await api.call({ route: 'GET /events/e-77?explain=true', as: 'purchaser' });
    expect(other.body).not.toHaveProperty('rejections');
  });
});

describe('explaining an event', () => {
  const priced = (code: string, filter: string) => ({
    code,
    kind: 'automated',
    on: { event: 'item.modified', where: { record: { unitPrice: filter } } },
    steps: [{ stop: 'succeeded' }],
  });

  test('shows every workflow on it, condition by condition', async () => {
    for (const definition of [priced('CHEAP', '<10'), priced('DEAR', '>100'), priced('NEW', '>1')]) {
      await api.call({ route: 'POST /workflows', as: 'admin', body: { definition } });
    }
    const workflows = await Promise.all(
      ['CHEAP', 'DEAR'].map((code) => api.call({ route: `POST /workflows/${code}/enable`, as: 'admin' })),
    );
    const [cheap, dear] = workflows.map(({ body }) => String(body.id));
    await api.ports.store.write([
      eventItems.create({
        sequence: 1,
        status: 'handled',
        event: {
          company: 'cronus',
          source: 'erp',
          id: 'e-2',
          type: 'item.modified',
          time: at,
          receivedAt: at,
          record: { ...order, entity: 'item', fields: { unitPrice: 5 } },
        },
        plan: {
          deliveries: [],
          starts: [{ runId: 'run-2', workflowId: cheap ?? '', workflow: 'CHEAP', version: 1 }],
          refusals: [],
          considered: [
            {
              workflowId: dear ?? '',
              workflow: 'DEAR',
              version: 1,
              reason: 'Conditions do not hold: unitPrice: >100.',
            },
          ],
        },
      }),
    ]);
    expect((await api.call({ route: 'GET /events/e-2', as: 'admin' })).body).not.toHaveProperty('considered');
    const { body } = await api.call({ route: 'GET /events/e-2?explain=true', as: 'admin' });
    expect(body.considered).toMatchObject([
      {
        workflow: 'CHEAP',
        version: 1,
        outcome: 'started',
        runId: 'run-2',
        conditions: [{ pointer: '/record/unitPrice', value: 5, holds: true }],
      },
      { workflow: 'DEAR', version: 1, outcome: 'notMatched', conditions: [{ value: 5, holds: false }] },
      { workflow: 'NEW', outcome: 'notEnabled', reason: expect.any(String) },
    ]);
    // What was judged then is told also when it was changed or deleted since.
    await api.call({ route: 'POST /workflows/DEAR/disable', as: 'admin' });
    await api.call({ route: 'DELETE /workflows/DEAR', as: 'admin' });
    const later = await api.call({ route: 'GET /events/e-2?explain=true', as: 'admin' });
    expect(later.body.considered).toEqual(body.considered);
  });
});

describe('dead letters', () => {
  const letterOf = (company: string) => ({
    id: `letter-of-${company}`,
    queue: 'events' as const,
    reason: `Failed ${MAX_RECEIVES} times.`,
    parkedAt: at,
    body: JSON.stringify({
      company,
      source: 'erp',
      id: 'e',
      type: 'item.modified',
      record: { ...order, company, fields: { secret: 1 } },
    }),
  });

  test('are shown to their own company, without the content of records, and sent on their way again', async () => {
    const putBack: string[] = [];
    const letters = createMemoryDeadLetters(({ id }) => putBack.push(id));
    letters.add(letterOf('cronus'));
    letters.add(letterOf('other'));
    Object.assign(api.ports.deadLetters, { list: letters.list, get: letters.get, redrive: letters.redrive });
    const { body } = await api.call({ route: 'GET /dead-letters', as: 'admin' });
    expect(body.items).toMatchObject([
      { id: 'letter-of-cronus', event: { type: 'item.modified' }, record: { id: '106001' } },
    ]);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect((await api.call({ route: 'POST /dead-letters/letter-of-other/redrive', as: 'admin' })).status).toBe(404);
    expect((await api.call({ route: 'POST /dead-letters/letter-of-cronus/redrive', as: 'admin' })).status).toBe(202);
    expect(putBack).toEqual(['letter-of-cronus']);
    const audit = await api.call({ route: 'GET /audit', as: 'admin' });
    expect(audit.body.items).toMatchObject([{ action: 'deadLetter.redriven', actor: 'admin' }]);
  });
});

describe('the audit trail', () => {
  test('of one record holds its decisions', async () => {
    await api.call({ route: 'POST /approval-entries/run-1.1/approve', as: 'manager' });
    const { body } = await api.call({ route: 'GET /audit?record=106001', as: 'admin' });
    expect(body.items).toMatchObject([
      { action: 'entry.approved', actor: 'manager', record: 'erp/purchaseDocument/106001' },
    ]);
    expect((await api.call({ route: 'GET /audit?record=customer/1', as: 'admin' })).body.items).toEqual([]);
  });
});

test('the document of the API is served to everybody', async () => {
  const answer = await api.call({ route: 'GET /openapi.json' });
  expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0', info: { title: 'Werkstroom' } } });
  const schema = await api.call({ route: 'GET /workflow.schema.json' });
  expect(schema).toMatchObject({ status: 200, body: { $ref: '#/$defs/Workflow' } });
});
