import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaitOutput } from '../../shared/contracts/await-event.ts';
import { eventItems } from '../../shared/repositories/event-items.ts';
import { recordItems } from '../../shared/repositories/record-items.ts';
import { actionItems, inboxItems } from '../../shared/repositories/run-items.ts';
import { closeTimedOutWait } from '../../shared/usecases/close-timed-out-wait.ts';
import { deliverEvent } from '../../shared/usecases/deliver-event.ts';
import { openWait } from '../../shared/usecases/open-wait.ts';
import { createEagerClock } from '../support/eager-clock.ts';
import { createMemoryItemStore } from '../support/memory-item-store.ts';
import { createMemoryQueue } from '../support/memory-queue.ts';
import { createSeededIdSource } from '../support/seeded-id-source.ts';
import { answeringMachines, approval, company, keepEvent, runId, seedRun } from './wait-fixture.ts';

async function setUp() {
  const clock = createEagerClock();
  const ids = createSeededIdSource();
  const store = createMemoryItemStore({ clock });
  const machines = answeringMachines();
  await seedRun(store);
  const ports = {
    store,
    clock,
    ids,
    queue: createMemoryQueue({ clock, ids }),
    machines,
    blobs: { put: async () => {}, get: async () => undefined, delete: async () => {} },
    evaluator: { evaluate: async () => null },
  };
  const place = { company, runId, step: 'decision' };
  return {
    ports,
    machines,
    open: (visit: number, token = `token-${visit}`) => openWait(ports, { mode: 'event', ...place, visit, token }),
    timeOut: (visit: number) => closeTimedOutWait(ports, { mode: 'timeout', ...place, visit }),
    deliver: async (change: Parameters<typeof keepEvent>[1]) =>
      deliverEvent(ports, runId, await keepEvent(store, change)),
    inbox: async () => (await inboxItems.get(store, { company, runId }))?.value,
  };
}

const branchOf = (answers: readonly unknown[] | undefined) => (answers?.[0] as WaitOutput | undefined)?.branch;

describe('a wait', () => {
  it('is ended by an event that comes while it is open', async () => {
    const { open, deliver, machines } = await setUp();

    await open(1);
    await deliver(approval('a1', 0));

    expect(branchOf(machines.answers.get('token-1'))).toBe(0);
  });

  it('is ended at once by an event that came before it', async () => {
    const { open, deliver, machines, inbox } = await setUp();

    await deliver(approval('a1', 2));
    await open(1);

    expect(branchOf(machines.answers.get('token-1'))).toBe(1);
    expect((await inbox())?.events).toEqual([]);
  });

  it('of a run that began before inboxes kept topics is ended like any other', async () => {
    const { ports, open, deliver, machines } = await setUp();
    const before = await inboxItems.get(ports.store, { company, runId });
    if (!before) throw new Error('There is no inbox.');
    const { topics: _, ...kept } = before.value;
    await ports.store.write([inboxItems.update(before, kept)]);

    await open(1);
    await deliver(approval('a1', 0));

    expect(branchOf(machines.answers.get('token-1'))).toBe(0);
  });

  it('takes each event once, and keeps the next one for the next wait', async () => {
    const { open, deliver, machines } = await setUp();

    await open(1);
    await deliver(approval('a1', 1));
    await deliver(approval('a2', 0));
    await open(2);

    expect(branchOf(machines.answers.get('token-1'))).toBe(1);
    expect(branchOf(machines.answers.get('token-2'))).toBe(0);
  });

  it('ignores an event of its type when no condition holds, as Business Central does', async () => {
    const { open, deliver, machines, inbox } = await setUp();

    await open(1);
    await deliver({
      id: 'x',
      type: 'purchaseDocument.approvalCancelled',
      record: { company, source: 's', entity: 'purchaseDocument', id: '1', fields: { status: 'Open' } },
    });

    expect(machines.answers.size).toBe(0);
    expect((await inbox())?.events).toEqual([]);
  });

  it('opened again with a new token is answered by the new one', async () => {
    const { open, deliver, machines } = await setUp();

    await open(1, 'old');
    await open(1, 'new');
    await deliver(approval('a1', 0));

    expect([...machines.answers.keys()]).toEqual(['new']);
  });

  it('opened again after it was ended answers the new token the same', async () => {
    const { open, deliver, machines } = await setUp();

    await open(1, 'old');
    await deliver(approval('a1', 0));
    await open(1, 'new');

    expect(branchOf(machines.answers.get('new'))).toBe(0);
  });

  it('whose time is up is closed, and a late opening of it opens nothing', async () => {
    const { open, timeOut, deliver, machines, inbox } = await setUp();

    await open(1);
    expect(await timeOut(1)).toEqual({ branch: 'timeout' });
    await open(1, 'late');
    await deliver(approval('a1', 0));

    expect(machines.answers.size).toBe(0);
    expect((await inbox())?.events).toHaveLength(1);
  });

  it('whose time is up while an event holds it follows the event', async () => {
    const { open, timeOut, deliver, machines } = await setUp();

    await open(1);
    machines.over('token-1');
    await deliver(approval('a1', 0));

    expect(await timeOut(1)).toMatchObject({ branch: 0, event: { id: 'a1' } });
  });

  it('takes each of many events exactly once, whatever comes first and however often it is repeated', async () => {
    const happening = fc.oneof(fc.constant('open' as const), fc.nat({ max: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 24 }), fc.boolean(), async (happenings, atOnce) => {
        const { ports, machines, deliver, open } = await setUp();
        const delivered = new Set<number>();
        let visit = 1;
        let tokens = 0;
        const act = async (happening: 'open' | number) => {
          if (happening === 'open') {
            tokens += 1;
            await open(visit, `t${visit}-${tokens}`);
          } else if (delivered.has(happening)) {
            const stored = await eventItems.get(ports.store, {
              company,
              source: 'werkstroom',
              id: `a${happening}`,
            });
            if (stored) await deliverEvent(ports, runId, stored.value);
          } else {
            delivered.add(happening);
            await deliver(approval(`a${happening}`, happening));
          }
        };
        if (atOnce) await Promise.all(happenings.map(act));
        else for (const happening of happenings) await act(happening);
        for (visit = 1; visit <= delivered.size; visit++) await open(visit, `final-${visit}`);

        const taken = new Set([...machines.answers.values()].flat().map((answer) => (answer as WaitOutput).event?.id));
        expect([...taken].sort()).toEqual([...delivered].map((id) => `a${id}`).sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe('the report that a command is done', () => {
  const place = { company, runId, step: 'pending', visit: 1 };
  const key = { company, source: 's', entity: 'purchaseDocument', id: '1' };
  const report = {
    id: 'c1',
    type: 'command.completed',
    cause: `${runId}/pending/1`,
    record: { company, source: 's', entity: 'command', id: 'c1', fields: {} },
  };

  it.each(['before', 'while'])('that comes %s the run waits for it sets the status that is known', async (when) => {
    const { ports, deliver, machines } = await setUp();
    const instant = '2026-03-02T08:00:00.000Z';
    const accepted = { status: { before: 'Open', after: 'Pending Approval' } };
    const action = {
      ...place,
      action: 'records.setStatus',
      options: {},
      output: null,
      startedAt: instant,
      endedAt: instant,
    };
    await ports.store.write([
      recordItems.create({ key, fields: { status: 'Open' }, sequence: 1, at: instant }),
      actionItems.create({ ...action, accepted }),
    ]);

    if (when === 'before') await deliver(report);
    await openWait(ports, { mode: 'command', ...place, token: 'token-1' });
    if (when === 'while') await deliver(report);

    expect((await recordItems.get(ports.store, key))?.value.commandedStatus).toBe('Pending Approval');
    expect(machines.answers.get('token-1')).toEqual([{ branch: 'completed' }]);
  });

  it('says nothing against a status that its source has told later', async () => {
    const { ports, deliver } = await setUp();
    const instant = '2026-03-02T08:00:00.000Z';
    const action = {
      ...place,
      action: 'records.setStatus',
      options: {},
      output: null,
      startedAt: instant,
      endedAt: instant,
    };
    await ports.store.write([
      recordItems.create({ key, fields: { status: 'Released' }, sequence: 2, at: '2026-03-02T08:00:01.000Z' }),
      actionItems.create({ ...action, accepted: { status: { before: 'Open', after: 'Pending Approval' } } }),
    ]);
    await openWait(ports, { mode: 'command', ...place, token: 'token-1' });
    await deliver(report);
    expect((await recordItems.get(ports.store, key))?.value.commandedStatus).toBeUndefined();
  });
});
