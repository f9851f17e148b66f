import { describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { RecordEvent } from '../../shared/domain/event/event.ts';
import { decideEntry } from '../../shared/usecases/decide-entry.ts';
import { disableWorkflow } from '../../shared/usecases/disable-workflow.ts';
import { dispatchEvent } from '../../shared/usecases/dispatch-event.ts';
import { takeInEvent } from '../../shared/usecases/take-in-event.ts';
import type { Outcome } from './invariants.ts';
import { tellOnFailure } from './one-order.ts';
import {
  addDeciders,
  company,
  decideAtTimeout,
  decideOpen,
  enableTemplateAs,
  entriesOf,
  handIn,
  order,
  orderEvent,
  waitUntilTimeout,
} from './purchase-order.ts';
import type { World } from './world.ts';

const requested = orderEvent('e1', 'approvalRequested', { amount: 1_200 });

/** Plays without faults; the promises are checked behind it. */
function play(story: (world: World) => Promise<void>): Promise<{ world: World; outcome: Outcome }> {
  return tellOnFailure({ schedule: [] }, 1, story);
}

/** An order whose approval was asked, until the mail is out. */
async function ask(world: World): Promise<void> {
  await handIn(world, requested);
  await world.settle();
}

function times<Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

function commandsOf(world: World): readonly string[] {
  return world.source.done.map(({ type }) => type);
}

describe('one delivery', () => {
  it('that comes 20 times at once starts one run', async () => {
    const { world, outcome } = await play(async (world) => {
      await times(20, () => dispatchEvent(world.calm, requested));
      await times(20, () => handIn(world, requested));
      await world.settle();
    });

    expect(outcome.runs).toHaveLength(1);
    expect(world.mailer.mails()).toHaveLength(1);
  });

  it.each(['received', 'planned'] as const)(
    'that died when it was %s follows its own plan, whatever was enabled or disabled meanwhile',
    async (reached) => {
      const { outcome } = await play(async (world) => {
        await stopAt(world, reached, requested);
        await enableTemplateAs(world, 'POAPW-02', { priority: 200 });
        await dispatchEvent(world.calm, requested);
        await disableWorkflow(world.calm, { company, code: 'POAPW-01', actor: 'admin' });
        await dispatchEvent(world.calm, requested);
        await world.settle();
      });

      expect(outcome.runs.map(({ workflow }) => workflow)).toEqual([reached === 'received' ? 'POAPW-02' : 'POAPW-01']);
    },
  );
});

/** A delivery whose process dies when the event has come so far. */
async function stopAt(world: World, reached: 'received' | 'planned', event: RecordEvent): Promise<void> {
  if (reached === 'received') {
    await takeInEvent(world.calm, event);
    return;
  }
  const machines = { ...world.calm.machines, start: () => Promise.reject(new Error('The process ended.')) };
  await expect(dispatchEvent({ ...world.calm, machines }, event)).rejects.toThrow('The process ended.');
}

describe('a second request for the same record', () => {
  it('is refused with the reason while the first one waits, and the requester is told', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await handIn(world, orderEvent('e2', 'approvalRequested', { amount: 1_200 }));
      await world.settle();
    });

    expect(outcome.runs).toHaveLength(1);
    expect(outcome.events.flatMap(({ plan }) => plan?.refusals ?? [])).toHaveLength(1);
    expect(world.mailer.mails().map(({ to }) => to)).toContain('purchaser@c.example');
  });
});

describe('deciders at once', () => {
  it('two last approvers make one release', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await addDeciders(world, ['director']);
      await times(2, (index) => decideOpen(world, index ? 'director' : 'manager', 'approve'));
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'approved', pendingApprovals: 0 }]);
    expect(commandsOf(world).filter((type) => type === 'record.release')).toHaveLength(1);
  });

  it('an approval and a rejection of two last approvers have one outcome', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await addDeciders(world, ['director']);
      await times(2, (index) => decideOpen(world, index ? 'director' : 'manager', index ? 'reject' : 'approve'));
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'rejected' }]);
    expect(commandsOf(world)).toEqual(['record.setStatus', 'record.reopen']);
  });

  it('200 people who decide on one request are counted one by one', { timeout: 60_000 }, async () => {
    const people = Array.from({ length: 199 }, (_, index) => `approver-${index}`);
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await addDeciders(world, people);
      const ports = { ...world.calm, clock: systemClock };
      const results = await Promise.all(
        entriesOf(world)
          .filter(({ status }) => status === 'open')
          .map((entry) =>
            decideEntry(ports, {
              company,
              entryId: entry.id,
              decision: 'approve',
              actor: { userId: entry.approverId, via: 'link', roles: [] },
            }),
          ),
      );
      expect(results.map(({ kind }) => kind)).toEqual(Array.from({ length: 200 }, () => 'decided'));
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'approved', pendingApprovals: 0 }]);
    expect(commandsOf(world)).toEqual(['record.setStatus', 'record.release']);
  });

  it('20 clicks on one button are one decision', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await times(20, () => decideOpen(world, 'manager', 'approve'));
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'approved' }]);
    expect(commandsOf(world)).toEqual(['record.setStatus', 'record.release']);
  });
});

describe('a decision against the timeout', () => {
  it('that comes before counts, also when the run hears of it after its time is up', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await waitUntilTimeout(world);
      await decideOpen(world, 'manager', 'approve');
      await world.clock.advance(60_000);
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'approved' }]);
    expect(commandsOf(world)).toEqual(['record.setStatus', 'record.release']);
  });

  it('that comes after changes nothing', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      const [entry] = entriesOf(world).filter(({ status }) => status === 'open');
      await waitUntilTimeout(world);
      await world.settle();
      const late = await decideEntry(world.calm, {
        company,
        entryId: entry?.id ?? '',
        decision: 'approve',
        actor: { userId: 'manager', via: 'link', roles: [] },
      });
      expect(late).toMatchObject({ kind: 'not-open', entry: { status: 'canceled' } });
    });

    expect(outcome.requests).toMatchObject([{ status: 'canceled' }]);
    expect(commandsOf(world)).toEqual(['record.setStatus', 'record.reopen']);
  });

  it('that comes in the same moment has one outcome', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await decideAtTimeout(world, 'manager', 'approve');
      await world.settle();
    });

    const [request] = outcome.requests;
    const last = request?.status === 'approved' ? 'record.release' : 'record.reopen';
    expect(commandsOf(world)).toEqual(['record.setStatus', last]);
    expect(outcome.runs).toMatchObject([{ status: 'succeeded' }]);
  });
});

describe('an event of the record', () => {
  const cancelled = orderEvent('e2', 'approvalCancelled', { status: 'Pending Approval' });

  it.each([
    { when: 'before the wait is open', settleBetween: false },
    { when: 'while the wait is open', settleBetween: true },
  ])('that comes $when ends it', async ({ settleBetween }) => {
    const { world, outcome } = await play(async (world) => {
      await dispatchEvent(world.calm, requested);
      if (settleBetween) await world.settle();
      await dispatchEvent(world.calm, cancelled);
      await world.settle();
    });

    expect(outcome.runs).toMatchObject([{ status: 'succeeded' }]);
    expect(outcome.requests).toMatchObject([{ status: 'canceled' }]);
    expect(commandsOf(world)).toContain('record.reopen');
  });

  it('that comes after the run has ended changes nothing of it', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await decideOpen(world, 'manager', 'approve');
      await world.settle();
      await handIn(world, cancelled);
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'approved' }]);
    expect(commandsOf(world)).toEqual(['record.setStatus', 'record.release']);
  });

  it('by which somebody cancels who may not is refused with the reason, and the request goes on', async () => {
    const { world, outcome } = await play(async (world) => {
      await ask(world);
      await handIn(world, { ...cancelled, user: 'director' });
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'pending' }]);
    expect(outcome.events.flatMap(({ plan }) => plan?.refusals ?? [])).toMatchObject([
      { reason: expect.stringContaining('Only purchaser') },
    ]);
    expect(world.mailer.mails()).toHaveLength(1);
  });

  it('of another company starts and ends nothing here', async () => {
    const { outcome } = await play(async (world) => {
      await ask(world);
      const elsewhere = { ...cancelled, company: 'other', record: { ...cancelled.record, company: 'other' } };
      await dispatchEvent(world.calm, elsewhere);
      await world.settle();
    });

    expect(outcome.requests).toMatchObject([{ status: 'pending', record: order }]);
  });
});
